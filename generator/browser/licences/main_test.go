package main

import (
	"strings"
	"testing"
)

// Everything that is used has a licence that is known and allowed, a sum in a
// lock file and, where it was fetched, its text.
func TestWhatIsUsed(t *testing.T) {
	parts, err := used("../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range unclear(parts) {
		t.Error(fault)
	}
	of := map[string]part{}
	for _, one := range parts {
		of[one.Name] = one
		if len(one.Texts) == 0 && one.Use == inTheProgram {
			t.Errorf("%s has no text", one.Name)
		}
	}
	for name, want := range map[string]part{
		"github.com/yuin/goldmark": {Use: inTheProgram, Licence: "MIT"}, "golang.org/x/net": {Use: inTheProgram, Licence: "BSD-3-Clause"},
		"github.com/spf13/cobra": {Use: inTheProgram, Licence: "Apache-2.0"}, "github.com/chromedp/chromedp": {Use: inTests, Licence: "MIT"},
		"honnef.co/go/tools": {Use: inTests, Licence: "BSD-3-Clause and MIT"}, "echarts": {Use: onTheSite, Licence: "Apache-2.0"}, "axe-core": {Use: inTests, Licence: "MPL-2.0"},
		"tv4": {Use: inTests, Licence: "MIT"},
	} {
		if got := of[name]; got.Use != want.Use || !strings.Contains(got.Licence, strings.Split(want.Licence, " ")[0]) {
			t.Errorf("%s is used %q under %q", name, got.Use, got.Licence)
		}
		if !strings.Contains(string(report(parts)), "| "+name+" |") {
			t.Errorf("the report has no %s", name)
		}
	}
}

func TestWhatAPersonHasToLookAt(t *testing.T) {
	for want, one := range map[string]part{
		"has no licence that is known": {Name: "a", Version: "1", Sum: "s", Use: inTests},
		"is in no lock file":           {Name: "a", Version: "1", Licence: "MIT", Use: inTests},
		"is under MPL-2.0, which":      {Name: "a", Version: "1", Sum: "s", Licence: "MIT and MPL-2.0", Use: inTheProgram},
		"is under GPL-3.0-only, which": {Name: "a", Version: "1", Sum: "s", Licence: "GPL-3.0-only", Use: onTheSite},
	} {
		if faults := unclear([]part{one}); len(faults) != 1 || !strings.Contains(faults[0].Error(), want) {
			t.Errorf("%v, want %q", faults, want)
		}
	}
	for text, want := range map[string]string{
		"Permission is hereby granted, free of charge,\nto any person obtaining a copy of this software and associated": "MIT",
		"Apache License\n  Version 2.0, January 2004":                                                                   "Apache-2.0", "Copyright 2020": "",
		"Redistributions in binary form must reproduce the above copyright notice; names may be used to endorse or promote products derived from": "BSD-3-Clause",
	} {
		if got := strings.Join(namesIn(text), " "); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
