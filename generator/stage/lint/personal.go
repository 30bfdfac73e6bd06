package lint

import (
	"slices"
	"strings"
	"unicode/utf8"

	"plainsight/generator/domain/personal"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
	"plainsight/generator/stage/decode"
)

var personalData = diag.Code{
	ID: "personal-data", Severity: diag.Error, Title: "Something that may tell who somebody is", Private: true,
	Text: "The line holds what looks like a number of the National Health Service, an e-mail address, a telephone number, " +
		"a postcode beside a street, or a date of birth. The site is public for ever, so it stops here. The contacts in " +
		"data/site.yaml are public and are let pass, and so are those listed there under “public_contacts”. If it may be " +
		"published all the same, say so in data/allowed.yaml, with the reason; each build lists the reasons.",
	Example: "In data/site.yaml:\n\npublic_contacts: [enquiries@ofsted.gov.uk, 0300 123 1231, M1 2WD]\n\nIn data/allowed.yaml:\n\n" +
		"- file: content/documents/minutes-2017.md\n  what: email\n  reason: The minutes give the address of the chair as the council does on its own site.",
}

var allowedInVain = diag.Code{
	ID: "allowed-in-vain", Severity: diag.Warning, Title: "Something is allowed that is not there",
	Text: "A line of data/allowed.yaml lets something that looks personal be published, and the file that it names is not " +
		"there or holds no such thing any more. Take the line out, so that nothing new can slip through it.",
	Example: "- file: content/documents/minutes-2017.md\n  what: email\n  reason: The minutes give the address of the chair as the council does on its own site.",
}

// A search looks for personal data and knows what may be there.
type search struct {
	public  map[string]bool
	allowed []decode.Allowance
	needed  map[allowance]bool
}

type allowance struct {
	file string
	what personal.Kind
}

func searchOf(docs decode.Documents) search {
	s := search{public: map[string]bool{}, allowed: docs.Allowed, needed: map[allowance]bool{}}
	settings := docs.Settings
	values := append(slices.Clone(settings.PublicContacts), settings.Contact.Email, settings.Contact.Phone,
		strings.TrimPrefix(settings.Security.Contact, "mailto:"))
	for _, help := range []decode.Help{settings.Worried, settings.Complain} {
		for _, phone := range help.Phones {
			values = append(values, phone.Number)
		}
	}
	for _, value := range values {
		s.public[personal.Plain(value)] = true
	}
	var reader personal.Reader // the post address is one line: its postcode is public, whatever stands beside it
	for _, find := range reader.Line(settings.Contact.Post) {
		s.public[personal.Plain(settings.Contact.Post[find.Start:find.End])] = true
	}
	return s
}

// what names a kind in a sentence.
var what = map[personal.Kind]string{
	personal.NHSNumber: "a number of the National Health Service",
	personal.Email:     "an e-mail address",
	personal.Phone:     "a telephone number",
	personal.Address:   "the postcode of a street",
	personal.Birth:     "a date of birth",
}

// sum stands for what may be there.
func (s search) sum() memory.Sum {
	var may []allowance
	for _, one := range s.allowed {
		may = append(may, allowance{one.File, one.What})
	}
	return memory.SumOf(s.public, may)
}

// file reports what is in the lines of a file, and never repeats it.
func (s search) file(name string, written []string) (found lines) {
	var reader personal.Reader
	for i, line := range written {
		for _, find := range reader.Line(line) {
			if s.public[personal.Plain(line[find.Start:find.End])] {
				continue
			}
			if s.may(name, find.Kind) {
				found.needed = append(found.needed, find.Kind)
				continue
			}
			place := diag.Place{File: name, Line: i + 1, Column: 1 + utf8.RuneCountInString(line[:find.Start])}
			found.problems = append(found.problems, personalData.At(place, "here stands what looks like %s", what[find.Kind]).
				Try("Take it out. If it is that of a public office, list it in data/site.yaml under “public_contacts”; otherwise say in data/allowed.yaml why it may be published."))
		}
	}
	return found
}

func (s search) may(file string, kind personal.Kind) bool {
	return slices.ContainsFunc(s.allowed, func(one decode.Allowance) bool { return one.File == file && one.What == kind })
}

// allowances parts those that were needed from those that were not.
func (s search) allowances(files collect.Source) (problems []diag.Problem, used []decode.Allowance) {
	for _, one := range s.allowed {
		if s.needed[allowance{one.File, one.What}] {
			used = append(used, one)
			continue
		}
		there := slices.ContainsFunc(files.Files, func(file collect.File) bool { return file.Path == one.File })
		problem := allowedInVain.At(one.From.At("file"), "nothing of this kind is in that file").Try("Take these lines out.")
		if !there {
			problem = allowedInVain.At(one.From.At("file"), "there is no file of this name").
				Try("Name it from the folder of the site, as in content/documents/minutes-2017.md, or take these lines out.")
		}
		problems = append(problems, problem)
	}
	return problems, used
}
