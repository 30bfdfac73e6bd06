// Licences writes down what this project is made of and under which licences:
// every Go module that the program or its tests are built from, and every
// package of npm that the site or its tests use, each with its version, its
// sum and the text of its licence.
//
// It reads what was fetched before and asks no other host for anything. It
// fails where a licence is not known, or asks for more than to be named.
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	root := flag.String("root", "../..", "the folder of the project")
	out := flag.String("out", "", "the file to be written; none says what is used")
	flag.Parse()
	parts, err := used(*root)
	if err == nil {
		err = errors.Join(unclear(parts)...)
	}
	if err == nil && *out != "" {
		err = os.WriteFile(*out, report(parts), 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "licences:", err)
		os.Exit(1)
	}
	fmt.Printf("%d parts of others are used: %s\n", len(parts), counts(parts))
}

// A part is a module of Go or a package of npm.
type part struct {
	Name, Version, Sum string
	// Use is what it is used for.
	Use     use
	Licence string
	Texts   []string
}

// A use is where a part ends up.
type use string

const (
	inTheProgram use = "in the program"
	onTheSite    use = "on the site"
	inTests      use = "in tests"
)

var uses = []use{inTheProgram, onTheSite, inTests}

// used lists all parts, those of the program first.
func used(root string) (parts []part, err error) {
	for _, one := range []struct {
		folder, packages, system string
		flags                    []string
		use                      use
	}{
		{".", "./generator", "linux", nil, inTheProgram},
		{".", "./generator", "darwin", nil, inTheProgram},
		{".", "./generator", "windows", nil, inTheProgram},
		{".", "./generator/...", "linux", []string{"-test"}, inTests},
		{"generator/browser", "./...", "linux", []string{"-test"}, inTests},
		{"generator/browser", "tool", "linux", nil, inTests},
	} {
		modules, err := modulesOf(filepath.Join(root, one.folder), one.packages, one.system, one.flags)
		if err != nil {
			return nil, err
		}
		for _, module := range modules {
			module.Use = one.use
			parts = add(parts, module)
		}
	}
	for folder, use := range map[string]use{"themes/clearprint": onTheSite, "generator/browser": inTests} {
		packages, err := packagesOf(filepath.Join(root, folder), use)
		if err != nil {
			return nil, err
		}
		for _, one := range packages {
			parts = add(parts, one)
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int {
		return cmp.Or(slices.Index(uses, a.Use)-slices.Index(uses, b.Use), strings.Compare(a.Name, b.Name))
	})
	return parts, nil
}

// add takes a part in, once.
func add(parts []part, one part) []part {
	for _, there := range parts {
		if there.Name == one.Name && there.Version == one.Version {
			return parts
		}
	}
	return append(parts, one)
}

// modulesOf are the modules that packages are built from for a system, this
// one left out.
func modulesOf(folder, packages, system string, flags []string) (modules []part, err error) {
	const form = `{{with .Module}}{{if not .Main}}{{.Path}}|{{.Version}}|{{.Dir}}{{end}}{{end}}`
	list := exec.Command("go", append(append([]string{"list", "-deps", "-f", form}, flags...), packages)...)
	list.Dir = folder
	list.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOPROXY=off", "GOOS="+system)
	said, err := list.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("go list: %s", exit.Stderr)
		}
		return nil, err
	}
	sums, err := sumsOf(filepath.Join(folder, "go.sum"))
	if err != nil {
		return nil, err
	}
	lines := strings.Fields(string(said))
	slices.Sort(lines)
	for _, line := range slices.Compact(lines) {
		fields := strings.Split(line, "|")
		one := part{Name: fields[0], Version: fields[1], Sum: sums[fields[0]+" "+fields[1]]}
		if err := one.read(fields[2]); err != nil {
			return nil, err
		}
		modules = append(modules, one)
	}
	return modules, nil
}

func sumsOf(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 {
			sums[fields[0]+" "+fields[1]] = fields[2]
		}
	}
	return sums, err
}

// packagesOf are the packages of a lock file of npm. What was not fetched yet
// has no text.
func packagesOf(folder string, use use) (packages []part, err error) {
	text, err := os.ReadFile(filepath.Join(folder, "package-lock.json"))
	if err != nil {
		return nil, err
	}
	var lock struct {
		Packages map[string]struct {
			Version, Integrity string
			License            any
		}
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		return nil, err
	}
	for at, one := range lock.Packages {
		if at == "" {
			continue
		}
		name := at[strings.LastIndex(at, "node_modules/")+len("node_modules/"):]
		found := part{Name: name, Version: one.Version, Sum: one.Integrity, Use: use}
		if _, err := os.Stat(filepath.Join(folder, at)); err == nil {
			if err := found.read(filepath.Join(folder, at)); err != nil {
				return nil, err
			}
		}
		found.Licence = offered(one.License, use)
		packages = append(packages, found)
	}
	return packages, nil
}

// offered is the licence of a package, or of several to choose from the first
// that is allowed.
func offered(licence any, use use) string {
	several, _ := licence.([]any)
	for _, one := range several {
		if name, _ := one.(map[string]any)["type"].(string); slices.Contains(allowed[use], name) {
			return name
		}
	}
	name, _ := licence.(string)
	return name
}

// read takes the texts of licences from the folder of a part.
func (p *part) read(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	var licences []string
	for _, entry := range entries {
		if entry.IsDir() || !isLicence(entry.Name()) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			return err
		}
		p.Texts = append(p.Texts, strings.TrimSpace(string(text)))
		for _, name := range namesIn(string(text)) {
			if !slices.Contains(licences, name) {
				licences = append(licences, name)
			}
		}
	}
	p.Licence = strings.Join(licences, " and ")
	return nil
}

func isLicence(file string) bool {
	name := strings.ToUpper(strings.TrimSuffix(file, path.Ext(file)))
	for _, known := range []string{"LICENSE", "LICENCE", "COPYING", "NOTICE", "PATENTS"} {
		if name == known || strings.HasPrefix(name, known+"-") || strings.HasPrefix(name, known+".") {
			return true
		}
	}
	return false
}

// telling are words of a licence that stand in no other but the one that has
// more of them, by the name of the licence.
var telling = []struct{ licence, words, unless string }{
	{"Apache-2.0", "Apache License Version 2.0", ""},
	{"MPL-2.0", "Mozilla Public License Version 2.0", ""},
	{"MPL-2.0", "Mozilla Public License, version 2.0", ""},
	{"OFL-1.1", "SIL OPEN FONT LICENSE Version 1.1", ""},
	{"BSD-3-Clause", "may be used to endorse or promote products derived from", ""},
	{"BSD-2-Clause", "Redistributions in binary form must reproduce the above copyright notice", "may be used to endorse"},
	{"ISC", "Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee", ""},
	{"MIT", "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated", ""},
}

// namesIn are the names of the licences that stand in a text; a notice has
// none.
func namesIn(text string) (names []string) {
	text = strings.ToLower(strings.Join(strings.Fields(text), " "))
	for _, one := range telling {
		if strings.Contains(text, strings.ToLower(one.words)) && (one.unless == "" || !strings.Contains(text, one.unless)) && !slices.Contains(names, one.licence) {
			names = append(names, one.licence)
		}
	}
	return names
}

// allowed are licences that ask for no more than that their texts come along;
// that for tests asks nothing of what is tested with it.
var allowed = map[use][]string{
	inTheProgram: {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1"},
	onTheSite:    {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1"},
	inTests:      {"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"},
}

// unclear lists what a person has to look at.
func unclear(parts []part) (faults []error) {
	for _, one := range parts {
		switch {
		case one.Licence == "":
			faults = append(faults, fmt.Errorf("%s %s has no licence that is known", one.Name, one.Version))
		case one.Sum == "":
			faults = append(faults, fmt.Errorf("%s %s is in no lock file", one.Name, one.Version))
		}
		for licence := range strings.SplitSeq(one.Licence, " and ") {
			if licence != "" && !slices.Contains(allowed[one.Use], licence) {
				faults = append(faults, fmt.Errorf("%s %s is under %s, which is not among the licences of what is used %s", one.Name, one.Version, licence, one.Use))
			}
		}
	}
	return faults
}

func counts(parts []part) string {
	many := map[use]int{}
	for _, one := range parts {
		many[one.Use]++
	}
	return fmt.Sprintf("%d %s, %d %s, %d %s", many[inTheProgram], inTheProgram, many[onTheSite], onTheSite, many[inTests], inTests)
}

func report(parts []part) []byte {
	var text bytes.Buffer
	text.WriteString("# What Plainsight is made of\n\n" +
		"The code of Plainsight is under the MIT licence, see LICENSE. These parts were made by others. The standard\n" +
		"library of Go is in the program too, under the BSD-3-Clause licence of the Go Authors.\n\n" +
		"| Part | Version | Used | Licence | Sum |\n|---|---|---|---|---|\n")
	for _, one := range parts {
		fmt.Fprintf(&text, "| %s | %s | %s | %s | %s |\n", one.Name, one.Version, one.Use, one.Licence, one.Sum)
	}
	for _, one := range parts {
		fmt.Fprintf(&text, "\n## %s %s\n\n", one.Name, one.Version)
		if len(one.Texts) == 0 {
			fmt.Fprintf(&text, "%s. The text comes with the package.\n", one.Licence)
		}
		for i, licence := range one.Texts {
			if i > 0 {
				text.WriteString("\n")
			}
			fmt.Fprintf(&text, "```\n%s\n```\n", licence)
		}
	}
	return text.Bytes()
}
