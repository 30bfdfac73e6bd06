package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestHeadersLieBesideTheSite builds into a folder that is named as people
// name them: the headers are beside it, never in it, and what was changed in
// them by hand is changed back.
func TestHeadersLieBesideTheSite(t *testing.T) {
	site, folder := siteOf(t, &txtar.Archive{}), t.TempDir()
	t.Chdir(folder)
	for _, output := range []string{"public", "./public/", filepath.Join(folder, "public")} {
		built(t, site, output)
		for name, words := range map[string]string{"headers.nginx.conf": "add_header", "headers.apache.conf": "Header always set", "_headers": "/inspections/*"} {
			beside := filepath.Join("deploy", name)
			text, err := os.ReadFile(beside)
			if err != nil || !strings.Contains(string(text), words) || !strings.Contains(string(text), "frame-ancestors") {
				t.Errorf("%s: %v\n%s", name, err, text)
			}
			if err := os.WriteFile(beside, []byte("by hand"), 0o644); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(filepath.Join("public", name)); err == nil {
				t.Errorf("%s is public", name)
			}
		}
	}
}

// TestWhatLiesBesideCannotBeWritten: the error says which site is public, and where
// it is mended the next build writes all.
func TestWhatLiesBesideCannotBeWritten(t *testing.T) {
	t.Parallel()
	site, output := siteOf(t, &txtar.Archive{}), filepath.Join(t.TempDir(), "public")
	beside := filepath.Join(filepath.Dir(output), "deploy")
	if err := os.WriteFile(beside, []byte("by hand"), 0o644); err != nil {
		t.Fatal(err)
	}
	o := Options{Source: site, Output: output, Now: now}
	if result, err := Build(o); err == nil || result.Published || !strings.HasPrefix(err.Error(), "the new site is in "+output+", but ") {
		t.Errorf("it is said: %v", err)
	}
	asListed(t, output)
	if err := os.Remove(beside); err != nil {
		t.Fatal(err)
	}
	built(t, site, output)
	if text, err := os.ReadFile(filepath.Join(beside, "_headers")); err != nil || !strings.Contains(string(text), "/inspections/*") {
		t.Errorf("%v\n%s", err, text)
	}
}

// TestSecurityText: the contact is published as it is set, until a day that is
// set too; after that day a warning says so.
func TestSecurityText(t *testing.T) {
	t.Parallel()
	settings := func(contact, expires string) Options {
		site := siteOf(t, &txtar.Archive{})
		site["data/site.yaml"] = file(string(site["data/site.yaml"].Data) + "security:\n  contact: " + contact + "\n  expires: " + expires + "\n")
		return Options{Source: site, Output: filepath.Join(t.TempDir(), "public"), Now: now}
	}
	o := settings("mailto:security@plainton.example", "2026-05-09")
	result, err := Build(o)
	if err != nil || len(result.Problems) > 0 {
		t.Fatal(err, shown(result.Problems))
	}
	text, err := os.ReadFile(filepath.Join(o.Output, ".well-known", "security.txt"))
	const want = "Contact: mailto:security@plainton.example\nExpires: 2026-05-09T23:59:59Z\nPreferred-Languages: en-GB\n" +
		"Canonical: https://inspections.plainton.example/.well-known/security.txt\n"
	if err != nil || string(text) != want {
		t.Errorf("%v\n%s", err, text)
	}
	o.Now = o.Now.AddDate(0, 0, 1)
	if result, err = Check(o); err != nil || !strings.Contains(shown(result.Problems), "warning: the contact in security.txt expired on ") {
		t.Error(err, shown(result.Problems))
	}
	for _, contact := range []string{"javascript:alert(1)", "http://plainton.example/", "\"mailto:a@b\\r\\nSet: x\"", "security@plainton.example"} {
		prepared, err := prepare(settings(contact, "2027-01-01"), &Kept{})
		if err != nil || !strings.Contains(shown(prepared.result.Problems), "data/site.yaml") {
			t.Errorf("%s is a contact: %v", contact, err)
		}
	}
	if _, pages := checked(t, siteOf(t, &txtar.Archive{})); strings.Contains(strings.Join(pages, " "), "security.txt") {
		t.Error("a contact is published that nobody has set")
	}
}
