package plan

import (
	"plainsight/generator/domain/address"
	"plainsight/generator/domain/date"
)

// SecurityText is the file that says whom to tell of a hole in the site, where
// RFC 9116 has people look for it.
const SecurityText = "security.txt"

const securityAt address.Page = "/.well-known/security.txt"

// A SecurityView is what that file says.
type SecurityView struct {
	BaseURL, Contact string
	Expires          date.Date
	Languages        []string
	Address          address.Page
}

func security(p *planner) []Page {
	said := p.Settings.Security
	if said.Contact == "" || !said.Expires.Known() {
		return nil
	}
	return []Page{Shows(SecurityText, securityAt, SecurityView{
		BaseURL: p.Settings.BaseURL, Contact: said.Contact, Expires: said.Expires, Languages: p.Languages(), Address: securityAt,
	})}
}
