package colour

import (
	"math"
	"strings"
	"testing"
)

// The numbers are those of the guidelines and of other programs that compute
// them.
func TestContrast(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#000000", 21},
		{"#0b4a4f", "#0b4a4f", 1},
		{"#777777", "#ffffff", 4.48},
		{"#ff0000", "#ffffff", 4.0},
		{"#1d70b8", "#ffffff", 5.17},
	} {
		got, err := Contrast(c.a, c.b)
		if err != nil || math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s and %s have %.3f (%v), not %.2f", c.a, c.b, got, err, c.want)
		}
	}
	for _, wrong := range []string{"", "red", "#fff", "#00000g", "000000#", "#1234567"} {
		if _, err := Contrast(wrong, "#ffffff"); err == nil {
			t.Errorf("%q passes for a colour", wrong)
		}
		if _, err := Contrast("#ffffff", wrong); err == nil {
			t.Errorf("%q passes for a colour", wrong)
		}
	}
}

const style = `
/* { Braces in a comment } */
:root, [data-colours] {
  --light: initial; --dark: ;
  --paper: var(--light, #ffffff) var(--dark, #111111);
  --ink: var(--light, #222222) var(--dark, #eeeeee);
  --mark: var(--ink);
  --nothing: var(--not-there);
}
@media (prefers-contrast: more) {
  :root, [data-colours] { --ink: var(--light, #000000) var(--dark, #ffffff); }
}
@media screen and (prefers-color-scheme: dark) {
  :root { --light: ; --dark: initial; }
}
@media screen {
  [data-colours="light"] { --light: initial; --dark: ; }
  [data-colours="cream"] { --paper: #fbf2d9; --ink: #333333; }
}
@media (min-width: 40em) { :root { --edge: 2rem; } }
@media print { :root { --paper: #ffffff; --ink: #000000; } }
`

func TestPalette(t *testing.T) {
	read, err := Read(style)
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(read.Choices(), " "); got != "light cream" {
		t.Errorf("the choices are %q", got)
	}
	if got := len(read.Screens()); got != 24 {
		t.Errorf("there are %d settings, not 24", got)
	}
	for _, c := range []struct {
		screen           Screen
		paper, ink, name string
	}{
		{Screen{}, "#ffffff", "#222222", "light"},
		{Screen{Dark: true}, "#111111", "#eeeeee", "dark"},
		{Screen{Contrast: true}, "#ffffff", "#000000", "light, more contrast"},
		{Screen{Dark: true, Contrast: true}, "#111111", "#ffffff", "dark, more contrast"},
		{Screen{Dark: true, Chosen: "light"}, "#ffffff", "#222222", "light on a dark device"},
		{Screen{Dark: true, Contrast: true, Chosen: "light"}, "#ffffff", "#000000", "light on a dark device, more contrast"},
		{Screen{Dark: true, Contrast: true, Chosen: "cream"}, "#fbf2d9", "#333333", "cream on a dark device, more contrast"},
		{Screen{Dark: true, Print: true}, "#ffffff", "#000000", "dark, on paper"},
		{Screen{Dark: true, Print: true, Chosen: "cream"}, "#ffffff", "#000000", "cream on a dark device, on paper"},
	} {
		values, err := read.Palette(c.screen)
		if err != nil {
			t.Fatal(err)
		}
		if values["paper"] != c.paper || values["ink"] != c.ink || values["mark"] != c.ink {
			t.Errorf("%s: %v, not %s on %s", c.screen, values, c.ink, c.paper)
		}
		if _, known := values["nothing"]; known {
			t.Errorf("%s: what names nothing has the value %q", c.screen, values["nothing"])
		}
		if values["edge"] != "2rem" || c.screen.String() != c.name {
			t.Errorf("%s: %v", c.screen, values)
		}
	}
}

// What cannot be read is refused, so that no colour goes untried.
func TestUnreadable(t *testing.T) {
	for _, wrong := range []string{
		":root { --paper: #ffffff;",
		"} :root { --paper: #ffffff; }",
		"@media screen { :root { --paper: #ffffff; }",
		"@media screen { @media print { :root { --paper: #ffffff; } } }",
		"--paper: #ffffff;",
		"main { --paper: #ffffff; }",
		`:root[data-edition] { --paper: #ffffff; }`,
	} {
		if _, err := Read(wrong); err == nil {
			t.Errorf("%s can be read", wrong)
		}
	}
	read, err := Read("@media (orientation: portrait) { :root { --paper: #ffffff; } }")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := read.Palette(Screen{}); err == nil {
		t.Error("it is known when a medium of which nothing is known holds")
	}
	for _, round := range []string{"--a: var(--b); --b: var(--a);", "--a: var(--a);", "--a: var(--b, var(--a));"} {
		read, err := Read(":root { " + round + " }")
		if err != nil {
			t.Fatal(err)
		}
		if values, err := read.Palette(Screen{}); err != nil || values["a"] != "" {
			t.Errorf("%s gives %v, %v", round, values, err)
		}
	}
}
