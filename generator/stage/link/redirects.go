package link

import (
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/decode"
)

// redirects gathers what became of addresses that were published: the lines of
// data/redirects.yaml, and the former addresses that texts give of themselves.
// What leads to a page that is held back waits for it.
func (l *linker) redirects(all []decode.Redirect) {
	for _, one := range all {
		page, _, _ := strings.Cut(one.To, "#")
		if one.To == "" || !l.keptBack(address.Clean(page)) {
			l.register.Redirects = append(l.register.Redirects, one)
		}
	}
	for _, one := range l.register.Inspections {
		l.aliases(one.Address, one.Aliases)
	}
	for _, one := range l.register.Documents {
		l.aliases(one.Address, one.Aliases)
	}
	for _, one := range l.register.Topics {
		l.aliases(address.Of("topics", one.ID), one.Aliases)
	}
	for _, one := range l.register.Updates {
		l.aliases(address.Of("updates", one.ID), one.Aliases)
	}
	for _, one := range l.register.Pages {
		l.aliases(address.Of(one.ID), one.Aliases)
	}
}

// keptBack tells whether the audience does not see a page.
func (l *linker) keptBack(page address.Page) bool {
	_, held := l.held.Shown(page)
	return held && l.audience == Public
}

func (l *linker) aliases(page address.Page, former []decode.Redirect) {
	for _, one := range former {
		one.To = string(page)
		l.register.Redirects = append(l.register.Redirects, one)
	}
}
