package browser

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/chromedp/cdproto/emulation"
)

// A Mode is how a reader has set up screen and browser.
type Mode struct {
	Width    int64 // CSS pixels
	Dark     bool
	Contrast bool // prefers more contrast
	Forced   bool // forced colours
	Print    bool
	NoScript bool
	Zoomed   bool // at 400 %
	Large    bool // letters of 250 %, as set in the browser
	Grey     bool // as a printer without colour shows it
	// Chosen is what the reader has chosen on the site, by the names of the
	// settings: "colours=cream+size=giant".
	Chosen string
}

// String names the mode, "320-dark-contrast".
func (m Mode) String() string {
	words := []string{fmt.Sprint(m.Width), "light"}
	if m.Dark {
		words[1] = "dark"
	}
	for _, one := range []struct {
		on   bool
		word string
	}{{m.Contrast, "contrast"}, {m.Forced, "forced"}, {m.Print, "print"}, {m.NoScript, "noscript"}, {m.Zoomed, "zoomed"}, {m.Large, "large"}, {m.Grey, "grey"}} {
		if one.on {
			words = append(words, one.word)
		}
	}
	name := strings.Join(words, "-")
	if m.Chosen != "" {
		name += "+" + m.Chosen
	}
	return name
}

// base is the mode without what pages answer to by their colours alone: no script
// asks for it when a page is opened, so that it can be set on an open one.
func (m Mode) base() Mode {
	m.Dark, m.Contrast, m.Forced, m.Grey = false, false, false, false
	return m
}

// ParseMode reads what String writes.
func ParseMode(name string) (Mode, error) {
	var mode Mode
	screen, chosen, _ := strings.Cut(name, "+")
	mode.Chosen = chosen
	if _, err := mode.choices(); err != nil {
		return Mode{}, err
	}
	width, words, _ := strings.Cut(screen, "-")
	var err error
	if mode.Width, err = strconv.ParseInt(width, 10, 32); err != nil || mode.Width < 1 {
		return Mode{}, fmt.Errorf("%q does not begin with a width, as 320-light does", name)
	}
	switches := map[string]*bool{
		"light": new(bool), "dark": &mode.Dark, "contrast": &mode.Contrast,
		"forced": &mode.Forced, "print": &mode.Print, "noscript": &mode.NoScript,
		"zoomed": &mode.Zoomed, "large": &mode.Large, "grey": &mode.Grey,
	}
	for word := range strings.SplitSeq(words, "-") {
		if switches[word] == nil {
			return Mode{}, fmt.Errorf("%q in %q is none of light, dark, contrast, forced, print, noscript, zoomed, large, grey", word, name)
		}
		*switches[word] = true
	}
	return mode, nil
}

// choices are what the reader has chosen, by the names of the settings.
func (m Mode) choices() (map[string]string, error) {
	choices := map[string]string{}
	for part := range strings.FieldsFuncSeq(m.Chosen, func(r rune) bool { return r == '+' }) {
		setting, choice, found := strings.Cut(part, "=")
		if !found {
			return nil, fmt.Errorf("%q is not a choice such as colours=cream", part)
		}
		choices[setting] = choice
	}
	return choices, nil
}

// height is that of a phone or of a screen on a desk.
func (m Mode) height() int64 {
	if m.Zoomed {
		return 256
	}
	if m.Width < 600 {
		return 640
	}
	return 900
}

// dots are those of the device for one pixel of the page.
func (m Mode) dots() float64 {
	if m.Zoomed {
		return 4
	}
	return 1
}

// media is the medium that styles are chosen for; "" is the screen.
func (m Mode) media() string {
	if m.Print {
		return "print"
	}
	return ""
}

// sight is how colours are seen.
func (m Mode) sight() emulation.SetEmulatedVisionDeficiencyType {
	if m.Grey {
		return emulation.SetEmulatedVisionDeficiencyTypeAchromatopsia
	}
	return emulation.SetEmulatedVisionDeficiencyTypeNone
}

// features are the media features that the mode answers yes to.
func (m Mode) features() []*emulation.MediaFeature {
	choose := func(name string, on bool, yes, no string) *emulation.MediaFeature {
		if on {
			return &emulation.MediaFeature{Name: name, Value: yes}
		}
		return &emulation.MediaFeature{Name: name, Value: no}
	}
	return []*emulation.MediaFeature{
		choose("prefers-color-scheme", m.Dark, "dark", "light"),
		choose("prefers-contrast", m.Contrast, "more", "no-preference"),
		choose("forced-colors", m.Forced, "active", "none"),
		choose("prefers-reduced-motion", true, "reduce", ""),
	}
}
