package decode

import (
	"net/url"
	"slices"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/yaml"
)

// Settings is what data/site.yaml says.
type Settings struct {
	Title, Publisher, PublisherLink string
	// BaseURL is the address of the root, with its closing slash.
	BaseURL string
	// Home is the authority that has the short addresses. NoHome tells that the
	// site is about several, and has none.
	Home   string
	NoHome bool
	// Language is the language of the site, "en-GB", and Languages all in which
	// its pages are made, that one first.
	Language  string
	Languages []string
	// Themes are folders of themes; the first that has a file wins.
	Themes []string
	// Formats are the forms in which pages are made.
	Formats []string
	// FrontMetrics are the metrics whose charts stand on the first page.
	FrontMetrics      []string
	Contact           Contact
	Worried, Complain Help
	Statement         Statement
	Security          Security
	// PublicContacts are addresses and numbers of public offices.
	PublicContacts []string
	// PreElection are the periods before elections.
	PreElection []PreElection
	From        From
}

// Formats are the forms in which pages can be made. Those of Editions are for
// paper, in letters of 18 points and of 24.
var (
	Formats  = append([]string{"html", "csv", "svg", "png", "json", "atom", "json-feed", "cards", "newsletter", "embed"}, Editions...)
	Editions = []string{"large-print", "giant-print"}
)

// ThemePlace is where the name of a theme is written.
func (s Settings) ThemePlace(i int) diag.Place {
	if place, listed := s.From.Find(itemName("themes", i)); listed {
		return place
	}
	return s.From.At("themes")
}

// A Contact says whom to ask about the site.
type Contact struct {
	Name, Email, Phone, Post string
	Reply                    int // working days, 0 for not said
}

// A Help is a short text with numbers to ring and a link.
type Help struct {
	Words              string
	Phones             []Phone
	LinkWords, LinkURL string
}

// A Phone is a number and when to ring it.
type Phone struct{ Label, Number string }

// A PreElection is a period before an election in which councils publish with
// care: section 2 of the Local Government Act 1986 and its code of practice.
type PreElection struct {
	From, To date.Date
	Election string
}

var (
	settingsKeys = []key{
		{name: "title", form: text, required: true, doc: "The name of the site."},
		{name: "publisher", form: text, required: true, doc: "Who answers for it."},
		{name: "publisher_link", form: text, doc: "The publisher's own site."},
		{name: "base_url", form: text, required: true, doc: "The address at which the site is published."},
		{name: "home", form: word, blank: true, doc: "The authority that has the short addresses, from data/authorities.yaml; left out where the site is about several."},
		{name: "language", form: tongue, required: true, doc: "The language of the site, such as en-GB."},
		{name: "languages", form: tongues, doc: "All languages in which the pages are made, where there are several: [en-GB, cy]."},
		{name: "themes", form: texts, required: true, doc: "Folders of themes; the first that has a file wins."},
		{name: "formats", form: texts, allowed: Formats, doc: "The forms in which pages are made."},
		{name: "front_metrics", form: texts, doc: "The metrics whose charts stand on the first page, named like their files in data/metrics."},
		{name: "contact", form: section, required: true, within: contactKeys, doc: "Whom to ask about the site and for other formats."},
		{name: "worried", form: section, required: true, within: helpKeys, doc: "Whom to tell about a child at risk."},
		{name: "complain", form: section, required: true, within: helpKeys, doc: "How to complain about a service."},
		{name: "statement", form: section, required: true, within: statementKeys, doc: "The facts of the accessibility statement."},
		{name: "security", form: section, within: securityKeys, doc: "Whom to tell of a hole in the site, for /.well-known/security.txt."},
		{name: "public_contacts", form: texts, doc: "E-mail addresses, telephone numbers and postcodes of public offices, which texts may give."},
		{name: "pre_election", form: list, within: preElectionKeys, doc: "Periods before elections, of which the command “next” warns."},
	}
	preElectionKeys = []key{
		{name: "from", form: day, required: true, doc: "Its first day."},
		{name: "to", form: day, required: true, doc: "Its last day, which is that of the election."},
		{name: "election", form: text, required: true, doc: "Which election it is."},
	}
	contactKeys = []key{
		{name: "name", form: text, required: true, doc: "A team, rather than a person."},
		{name: "email", form: text, doc: "Its address for e-mail."},
		{name: "phone", form: text, doc: "Its telephone."},
		{name: "post", form: text, doc: "Its address for letters."},
		{name: "reply_days", form: number, doc: "Within how many working days an answer comes."},
	}
	helpKeys = []key{
		{name: "words", form: text, required: true, doc: "A sentence or two."},
		{name: "phones", form: list, within: phoneKeys, doc: "Numbers to ring, each with a label."},
		{name: "link", form: section, within: linkKeys, doc: "A page of the web on the matter."},
	}
	phoneKeys = []key{
		{name: "label", form: text, required: true, doc: "When, or whom, to ring."},
		{name: "number", form: text, required: true, doc: "The number as it is dialled."},
	}
	linkKeys = []key{
		{name: "words", form: text, required: true, doc: "What the link leads to."},
		{name: "url", form: text, required: true, doc: "Its address, with https://."},
	}
)

func readSettings(file source, docs *Documents) []diag.Problem {
	f, problems := whole(file, settingsKeys, docs)
	if f == nil {
		return problems
	}
	s := Settings{
		Title: f.text("title"), Publisher: f.text("publisher"), PublisherLink: f.text("publisher_link"),
		BaseURL: f.text("base_url"), Home: f.text("home"), NoHome: f.without("home"), Language: f.text("language"),
		Themes: f.texts("themes"), Formats: f.texts("formats"), FrontMetrics: f.texts("front_metrics"), PublicContacts: f.texts("public_contacts"), From: f.from,
	}
	s.Languages = f.languages(s.Language)
	f.siteAddress("base_url", f.values["base_url"])
	f.webAddress("publisher_link", f.values["publisher_link"])
	if s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
		s.BaseURL += "/"
	}
	f.one("contact", contactKeys, func(c *fields) {
		s.Contact = Contact{c.text("name"), c.text("email"), c.text("phone"), c.text("post"), c.number("reply_days")}
	})
	f.one("worried", helpKeys, func(h *fields) { s.Worried = h.help() })
	f.one("complain", helpKeys, func(h *fields) { s.Complain = h.help() })
	f.one("statement", statementKeys, func(p *fields) { s.Statement = p.statement() })
	f.one("security", securityKeys, func(c *fields) { s.Security = c.security() })
	f.maps("pre_election", preElectionKeys, func(p *fields) {
		period := PreElection{p.date("from"), p.date("to"), p.text("election")}
		if period.To.Known() && period.To.Compare(period.From) < 0 {
			p.report(wrongForm.At(p.values["to"].Place, "the period ends before it begins").Try("Write the day of the election behind “to:”."))
			return
		}
		s.PreElection = append(s.PreElection, period)
	})
	docs.Settings = s
	return append(problems, f.problems...)
}

// languages lists the language of the site and then the others, each once.
func (f *fields) languages(first string) []string {
	all := []string{first}
	for _, tag := range f.texts("languages") {
		if !slices.Contains(all, tag) {
			all = append(all, tag)
		}
	}
	return all
}

func (f *fields) help() (h Help) {
	h.Words = f.text("words")
	f.maps("phones", phoneKeys, func(p *fields) {
		h.Phones = append(h.Phones, Phone{p.text("label"), p.text("number")})
	})
	f.one("link", linkKeys, func(l *fields) {
		l.webAddress("url", l.values["url"])
		h.LinkWords, h.LinkURL = l.text("words"), l.text("url")
	})
	return h
}

// webAddress checks that a value is an address of the web; an empty one was
// reported before, or is allowed.
func (f *fields) webAddress(name string, value *yaml.Node) {
	if value == nil {
		return
	}
	if !isWebAddress(value.Text) {
		f.report(wrongForm.At(value.Place, "“%s” is not an address of the web", value.Text).
			Try("Write “%s: https://www.example.org/”.", name))
	}
}

// siteAddress checks that a value is one behind which the addresses of pages can stand.
func (f *fields) siteAddress(name string, value *yaml.Node) {
	f.webAddress(name, value)
	if value != nil && isWebAddress(value.Text) && (strings.ContainsAny(value.Text, "?#") || strings.Count(value.Text, "//") > 1) {
		f.report(wrongForm.At(value.Place, "the addresses of pages cannot stand behind “%s”", value.Text).
			Try("Write the address of the folder that the site lies in, without “?” and “#”, and with one slash where there are two: “%s: https://www.example.org/inspections/”.", name))
	}
}

func isWebAddress(written string) bool {
	address, err := url.Parse(written)
	return err == nil && (address.Scheme == "https" || address.Scheme == "http") && address.Host != ""
}
