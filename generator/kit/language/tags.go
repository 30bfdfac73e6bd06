package language

import (
	"sync"

	"golang.org/x/text/language"
)

// IsTag tells whether something names a language, as "en-GB", "cy" and "ur"
// do (BCP 47).
func IsTag(tag string) bool {
	_, err := language.Parse(tag)
	return err == nil && tag != ""
}

// rightToLeft are the scripts that are written from right to left.
var rightToLeft = map[string]bool{
	"Adlm": true, "Arab": true, "Hebr": true, "Mand": true, "Mend": true, "Nkoo": true, "Rohg": true, "Samr": true, "Syrc": true,
	"Thaa": true,
}

// Direction is how a language is written, "ltr" or "rtl".
func Direction(tag string) string {
	if rightToLeft[script(tag)] {
		return "rtl"
	}
	return "ltr"
}

// Paintable tells whether the letters of a language stand beside each other as
// they are, from left to right, so that they can be painted one by one.
func Paintable(tag string) bool {
	switch script(tag) {
	case "Latn", "Cyrl", "Grek":
		return true
	}
	return false
}

// script is the one in which a language is written as a rule: "Latn".
func script(tag string) string {
	if known, is := scripts.Load(tag); is {
		return known.(string)
	}
	found := likelyScript(tag)
	scripts.Store(tag, found)
	return found
}

// scripts remembers the script of each tag, of which a site has a few.
var scripts sync.Map

func likelyScript(tag string) string {
	parsed, err := language.Parse(tag)
	if err != nil {
		return ""
	}
	likely, _ := parsed.Script()
	return likely.String()
}

// Same tells whether two tags name one language, whatever the country: a page
// in British English may hold English without saying so.
func Same(a, b string) bool {
	if a == b {
		return true
	}
	first, err := language.Parse(a)
	second, err2 := language.Parse(b)
	if err != nil || err2 != nil {
		return a == b
	}
	base, _ := first.Base()
	other, _ := second.Base()
	return base == other && script(a) == script(b)
}
