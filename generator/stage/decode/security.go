package decode

import (
	"net/url"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/yaml"
)

// Security is whom to tell of a hole in the site, and until when that holds.
// Without a contact nothing is said.
type Security struct {
	Contact string
	Expires date.Date
}

var securityKeys = []key{
	{name: "contact", form: text, required: true, doc: "An address of the web, or mailto: and an address for e-mail."},
	{name: "expires", form: day, required: true, doc: "The last day for which this holds; in a year at most."},
}

func (f *fields) security() Security {
	f.contactAddress("contact", f.values["contact"])
	return Security{f.text("contact"), f.date("expires")}
}

// contactAddress checks that a value is an address that programs can open.
func (f *fields) contactAddress(name string, value *yaml.Node) {
	if value == nil || (strings.HasPrefix(value.Text, "mailto:") && strings.Contains(value.Text, "@") && !strings.ContainsAny(value.Text, " \r\n")) {
		return
	}
	if address, err := url.Parse(value.Text); err != nil || address.Scheme != "https" || address.Host == "" {
		f.report(wrongForm.At(value.Place, "“%s” is not an address that begins with https:// or mailto:", value.Text).
			Try("Write “%s: https://www.example.org/security” or “%s: mailto:security@example.org”.", name, name))
	}
}
