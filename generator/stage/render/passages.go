package render

import (
	"bytes"
	"html/template"
	"strings"
	"unicode"

	"plainsight/generator/kit/html"
	"plainsight/generator/kit/language"
	"plainsight/generator/stage/plan"
)

// langOf is the language of an element and how it is written, as attributes.
func langOf(tag string) string {
	return ` lang="` + template.HTMLEscapeString(tag) + `" dir="` + language.Direction(tag) + `"`
}

// in is the language of words that are one passage, as attributes for what
// belongs to them; of others nothing.
func in(words string) template.HTMLAttr {
	tag, one := passageOnly(words)
	if !one {
		return ""
	}
	return template.HTMLAttr(langOf(tag))
}

// isolated keeps HTML in its own order within words, as language.Isolate does.
func (s speaker) isolated(value template.HTML) template.HTML {
	if s.words.Direction() != "rtl" {
		return value
	}
	before, after := s.words.Around(html.Words(string(value)))
	return template.HTML(before) + value + template.HTML(after)
}

// foreign is the name of the words that say why a page is not in the language
// in which it was asked for, "" for one that is. A page in the first language
// of the site is as it was written.
func foreign(frame plan.Frame) string {
	_, titled := passageOnly(frame.Title)
	switch {
	case frame.Root == "" || frame.TextLang == "" && !titled:
		return ""
	case frame.Kind == "inspection" || frame.Kind == "document":
		return "language.published"
	}
	return "language.untranslated"
}

// passageOnly gives the language of words that are passages in one language
// with nothing but marks between them.
func passageOnly(words string) (tag string, only bool) {
	rest := words
	for {
		before, after, opened := strings.Cut(rest, string(language.Opens))
		if strings.ContainsFunc(before, unicode.IsLetter) {
			return "", false
		}
		if !opened {
			return tag, tag != ""
		}
		own, inner, parted := strings.Cut(after, string(language.Parts))
		_, behind, closed := strings.Cut(inner, string(language.Closes))
		if !parted || !closed || tag != "" && tag != own {
			return "", false
		}
		tag, rest = own, behind
	}
}

// The marks of passages as they stand in a page.
var (
	opens  = []byte(string(language.Opens))
	parts  = []byte(string(language.Parts))
	closes = []byte(string(language.Closes))
)

// passages gives each passage of a finished page its element. Where there can
// be none, in attributes, titles and scripts, the marks are left out; a tag
// whose spoken attribute is a passage takes its language.
func passages(page []byte) []byte {
	if !bytes.Contains(page, opens) {
		return page
	}
	p := passing{out: make([]byte, 0, len(page)+len(page)/8)}
	for {
		before, tag, rest := nextTag(page)
		p.words(before)
		if tag == nil {
			return p.out
		}
		p.tag(tag, rest)
		page = rest
	}
}

// A passing is a page on its way through passages.
type passing struct {
	out []byte
	// svg and plain are how deep the page is in pictures and in elements that
	// hold words alone.
	svg, plain int
}

// wordsOnly are the elements that hold words and no elements.
var wordsOnly = map[string]bool{"title": true, "script": true, "style": true, "option": true, "textarea": true, "desc": true}

func (p *passing) words(words []byte) {
	for {
		before, after, opened := bytes.Cut(words, opens)
		p.out = append(p.out, before...)
		if !opened {
			return
		}
		tag, inner, _ := bytes.Cut(after, parts)
		own, behind, _ := bytes.Cut(inner, closes)
		p.passage(string(tag), own)
		words = behind
	}
}

func (p *passing) passage(tag string, words []byte) {
	switch {
	case p.plain > 0:
		p.out = append(p.out, words...)
	case p.svg > 0: // the direction of a picture's words follows from their letters
		p.add(`<tspan lang="`, template.HTMLEscapeString(tag), `">`, string(words), "</tspan>")
	default:
		p.add("<span", langOf(tag), ">", string(words), "</span>")
	}
}

func (p *passing) add(pieces ...string) {
	for _, piece := range pieces {
		p.out = append(p.out, piece...)
	}
}

// tag takes a tag over; rest is what stands behind it.
func (p *passing) tag(tag, rest []byte) {
	name := nameIn(tag)
	switch opened, closing := strings.CutPrefix(name, "/"); {
	case bytes.HasSuffix(tag, []byte("/>")):
	case name == "svg":
		p.svg++
	case closing && opened == "svg":
		p.svg--
	case wordsOnly[name]:
		p.plain++
	case closing && wordsOnly[opened]:
		p.plain--
	}
	lang := spokenIn(tag)
	if inside, _, _ := bytes.Cut(rest, []byte("<")); wordsOnly[name] && lang == "" {
		lang, _ = passageOnly(string(inside))
	}
	tag = []byte(language.Unmarked(string(tag)))
	if lang == "" {
		p.out = append(p.out, tag...)
		return
	}
	p.out = append(p.out, tag[:1+len(name)]...)
	p.add(langOf(lang))
	p.out = append(p.out, tag[1+len(name):]...)
}

// spokenIn is the language of an attribute that is read aloud, where it is a
// passage and the tag says no other.
func spokenIn(tag []byte) string {
	if !bytes.Contains(tag, opens) || bytes.Contains(tag, []byte(` lang="`)) {
		return ""
	}
	for _, name := range []string{"aria-label", "alt", "title", "content"} {
		if lang, only := passageOnly(attributeIn(tag, name)); only {
			return lang
		}
	}
	return ""
}
