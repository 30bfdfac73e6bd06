package decode

import "plainsight/generator/domain/address"

var shortKey = key{name: "short", form: word, doc: "The word of its short address for print and speech: 2022 for /go/2022/. Once published it stays."}

// short is the word of a short address, "" where it is none or cannot be one.
func (f *fields) short() string {
	written := f.text("short")
	if written == "" || address.IsShort(written) {
		return written
	}
	f.report(badShort.At(f.from.At("short"), "“%s” cannot be read from paper and typed", written).
		Try("Write small letters from a to z or digits, with hyphens between the two, 24 signs at most: short: visit-2020."))
	return ""
}
