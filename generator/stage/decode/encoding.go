package decode

import (
	"bytes"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

// asText takes the mark of UTF-8 away, and refuses what is not UTF-8: a
// spreadsheet that saved in another way would show wrong letters.
func asText(file string, source []byte) ([]byte, *diag.Problem) {
	if bytes.HasPrefix(source, []byte{0xFF, 0xFE}) || bytes.HasPrefix(source, []byte{0xFE, 0xFF}) {
		problem := badEncoding.At(diag.Place{File: file}, "the file is saved as UTF-16").
			Try("Save it again as “CSV UTF-8 (comma delimited)”.")
		return nil, &problem
	}
	source = bytes.TrimPrefix(source, []byte{0xEF, 0xBB, 0xBF})
	if utf8.Valid(source) {
		return source, nil
	}
	at := firstInvalid(source)
	line := 1 + bytes.Count(source[:at], []byte("\n"))
	problem := badEncoding.At(diag.Place{File: file, Line: line}, "a letter in this line is not saved as UTF-8").
		Try("Save the file again as “CSV UTF-8 (comma delimited)”.")
	return nil, &problem
}

func firstInvalid(source []byte) int {
	for i := 0; i < len(source); {
		r, size := utf8.DecodeRune(source[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(source)
}
