package plan

import (
	"maps"
	"slices"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/link"
)

// shortened are the short addresses as redirects: places on a page go with it.
func shortened(register *link.Register) (all []Redirect) {
	shorts := shortsOf(register)
	for _, page := range slices.Sorted(maps.Keys(shorts)) {
		all = append(all, Redirect{From: shorts[page], To: string(page), Short: true})
	}
	return all
}

// shortsOf are the short addresses of pages, which paper and speech have.
func shortsOf(register *link.Register) map[address.Page]address.Page {
	shorts, taken := map[address.Page]address.Page{}, map[string]bool{}
	add := func(page address.Page, word string) {
		if word != "" && !taken[word] { // a second one was reported
			taken[word] = true
			shorts[page] = address.Short(word)
		}
	}
	for _, one := range register.Inspections {
		add(one.Address, one.Short)
	}
	for _, one := range register.Metrics {
		add(address.Of("metrics", one.ID), one.Short)
	}
	for _, one := range register.Topics {
		add(address.Of("topics", one.ID), one.Short)
	}
	for _, one := range register.Threads {
		add(one.Address, one.Short)
	}
	return shorts
}
