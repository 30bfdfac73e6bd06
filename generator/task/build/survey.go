package build

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"plainsight/generator/domain/date"
	"plainsight/generator/domain/ledger"
	"plainsight/generator/kit/diag"
	"plainsight/generator/stage/reconcile"
	"plainsight/generator/stage/render"
	"plainsight/generator/stage/write"
	"plainsight/generator/task/audit"
)

// A Survey is what a build would publish, before it does.
type Survey struct {
	Result
	// BaseURL is the address at which the site is to be published.
	BaseURL string
	// Files are those of the site, Tables the files of numbers among them with
	// their content.
	Files  []write.Listed
	Tables map[string][]byte
	// Leads are the files of pages that lead elsewhere, with the addresses that
	// they lead to, Withdrawn those that were withdrawn.
	Leads     map[string]string
	Withdrawn map[string]bool
	// Ledger is what is recorded once it is published, by its files.
	Ledger map[string]ledger.Page
}

// Surveyed makes the whole site and writes nothing of it.
func Surveyed(o Options) (Survey, error) {
	site, err := prepare(o, &Kept{})
	s := Survey{Result: site.result, BaseURL: site.base, Tables: map[string][]byte{}, Leads: map[string]string{}, Withdrawn: map[string]bool{}}
	if err != nil || site.stopped {
		return s, err
	}
	for _, one := range site.redirects {
		if one.To == "" && one.Place == "" {
			s.Withdrawn[one.From.File()] = true
		}
	}
	for _, page := range site.pages {
		if page.Leads() != "" {
			s.Leads[page.Address.File()] = page.Leads()
		}
	}
	o.Progress.Stage("render", len(site.pages), "file")
	gate := audit.Begin(site.pages, site.base, site.styles)
	for artifact, err := range gate.Watch(indexed(o, &site, counted(o, render.Pages(site.pages, site.theme)))) {
		if err != nil {
			return s, err
		}
		s.Files = append(s.Files, write.Describe(artifact.Path, artifact.Bytes))
		if strings.Contains(artifact.Path, "data/metrics/") && path.Ext(artifact.Path) == ".csv" {
			s.Tables[artifact.Path] = bytes.Clone(artifact.Bytes)
		}
	}
	site.pass(o, gate)
	s.Result = site.result
	s.Ledger = reconcile.Record(site.pages, site.recorded, date.On(o.Now))
	return s, site.docs.Lost()
}

// LeadsNowhere tells whether the address of the site is one that is kept for
// examples, and what to do then.
func (s Survey) LeadsNowhere() (diag.Problem, bool) {
	parsed, err := url.Parse(s.BaseURL)
	if err == nil && parsed.Hostname() != "example" && !strings.HasSuffix(parsed.Hostname(), ".example") {
		return diag.Problem{}, false
	}
	return noAddress.At(diag.Place{File: "data/site.yaml"}, "the site has no address yet: %s leads nowhere", s.BaseURL).
		Try("Write the address at which it is published behind “base_url:”. To look at the site without publishing it, type: make site."), true
}

// Codes are the problems that this package finds by itself.
var Codes = []diag.Code{noAddress}

var noAddress = diag.Code{
	ID: "no-address", Severity: diag.Error, Title: "A site that has no address is to be published",
	Text: "What is published is recorded, and its addresses are kept for ever. So the site needs the address at which it " +
		"stays, and not one that is kept for examples.",
	Example: "base_url: https://inspections.example.org/    in data/site.yaml",
}
