package browser

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// inArabic makes words of Arabic letters from those of the interface in
// English, so that the words of a page run from right to left. The values that
// are filled in stay.
func inArabic(english string) string {
	line := regexp.MustCompile(`^(\s*[\w-]+:)([^#]+)(#.*)?$`)
	value := regexp.MustCompile(`\{\{[^}]*\}\}|\\u[0-9a-f]{4}|\b(?:one|other): |\w+|.`)
	letters := []rune("ابتثجحخدذرزسشصضطظعغفقكلمنه")
	var made strings.Builder
	for written := range strings.Lines(english) {
		parts := line.FindStringSubmatch(strings.TrimRight(written, "\n"))
		if parts == nil || strings.TrimSpace(parts[2]) == "" {
			made.WriteString(written)
			continue
		}
		made.WriteString(parts[1] + value.ReplaceAllStringFunc(parts[2], func(piece string) string {
			if strings.HasPrefix(piece, "{{") || strings.HasPrefix(piece, `\u`) || strings.HasSuffix(piece, ": ") {
				return piece
			}
			return strings.Map(func(letter rune) rune {
				if !unicode.IsLetter(letter) {
					return letter
				}
				return letters[(unicode.ToLower(letter)-'a'+26)%26]
			}, piece)
		}) + "\n")
	}
	return made.String()
}

// arabicSite builds the site of testdata/arabic with the theme of the
// repository.
func arabicSite(t *testing.T) string {
	t.Helper()
	program := os.Getenv(programVariable)
	if program == "" {
		t.Fatalf("%s does not name the program; make test builds it and names it", programVariable)
	}
	folder := t.TempDir()
	copied := func(from, to string) {
		if err := exec.Command("cp", "-R", from, to).Run(); err != nil {
			t.Fatal(err)
		}
	}
	copied("testdata/arabic/.", folder)
	theme := filepath.Join(folder, "themes")
	if err := os.Mkdir(theme, 0o777); err != nil {
		t.Fatal(err)
	}
	copied("../../themes/clearprint", theme)
	languages := filepath.Join(theme, "clearprint", "languages")
	english, err := os.ReadFile(filepath.Join(languages, "en.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(languages, "ar.yaml"), []byte(inArabic(string(english))), 0o666); err != nil {
		t.Fatal(err)
	}
	if said, err := exec.Command(program, "build", "--source", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return filepath.Join(folder, "public")
}

// fromRight are pages with everything that has a side.
var fromRight = []string{
	"/", "/inspections/2023-02-taftish/", "/metrics/referrals/", "/metrics/costs/", "/timeline/", "/threads/homes/",
	"/topics/foster-homes/", "/documents/panel-2019/", "/reading/",
}

// TestRightToLeft looks at pages of a site in Arabic: lines begin at the right,
// nothing is cut off, and pictures over time still run from left to right.
func TestRightToLeft(t *testing.T) {
	site := serve(t, arabicSite(t))
	t.Run("pages", func(t *testing.T) {
		for _, page := range fromRight {
			t.Run(page, func(t *testing.T) {
				t.Parallel()
				with(tabs, func(tab *Tab) {
					passesOn(t, tab, site.Root+page, plan(Checks, all, none), new(count))
				})
			})
		}
	})
	with(tabs, func(tab *Tab) {
		for address, scripts := range map[string]map[string]string{
			"/metrics/referrals/": {
				`getComputedStyle(document.documentElement).direction`:                                                                           "rtl",
				`getComputedStyle(document.querySelector(".plot")).direction`:                                                                    "ltr",
				`document.querySelector("h1").getBoundingClientRect().right > innerWidth / 2`:                                                    "true",
				`getComputedStyle(document.querySelector("td.figure")).textAlign`:                                                                "end",
				`[...document.querySelectorAll(".notes")].some(n => /\S/.test(n.textContent)) && "notes"`:                                        "notes",
				`getComputedStyle(document.querySelector('.phones a')).direction`:                                                                "ltr",
				`document.querySelector(".flag text, .draw text") && document.querySelector(".draw") ? 1 : 0`:                                    "1",
				`(d => d[0].getBoundingClientRect().left < d[d.length - 1].getBoundingClientRect().left)(document.querySelectorAll(".draw .m"))`: "true",
			},
			"/metrics/costs/": {
				// Bars begin beside their words.
				`getComputedStyle(document.querySelector(".track")).transform`: "matrix(-1, 0, 0, 1, 0, 0)",
			},
			"/inspections/2023-02-taftish/": {
				`getComputedStyle(document.querySelector(".words")).direction`: "ltr",
				`getComputedStyle(document.querySelector(".mark")).transform`:  "matrix(-1, 0, 0, 1, 0, 0)",
			},
		} {
			if err := tab.Open(site.Root+address, screen); err != nil {
				t.Fatal(err)
			}
			for script, want := range scripts {
				if got, err := Ask[string](tab, "String("+script+")"); err != nil || got != want {
					t.Errorf("%s: %s gives %q, not %q (%v)", address, script, got, want, err)
				}
			}
		}
	})
}
