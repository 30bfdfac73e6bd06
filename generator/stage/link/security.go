package link

import (
	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/decode"
)

var contactExpired = diag.Code{
	ID: "contact-expired", Severity: diag.Warning, Title: "The contact for holes in the site has expired",
	Text: "The file security.txt says whom to tell of a hole in the site, and until when that holds. After that day " +
		"nobody relies on it. Look whether the contact is still the right one, and write another day, in a year at most.",
	Example: "security:\n  contact: mailto:security@council.example\n  expires: 2027-11-30",
}

// security warns when the contact is not to be relied on any more.
func (l *linker) security(s decode.Settings) {
	if day := s.Security.Expires; day.Known() && day.Last().Compare(date.On(l.at)) < 0 {
		l.report(contactExpired.At(s.From.At("security/expires"), "the contact in security.txt expired on %s", day).
			Try("Look whether it is still right, and write another day behind “expires:”."))
	}
}
