package decode

import (
	"bytes"
	"unicode/utf8"

	"plainsight/generator/kit/diag"
)

const saveAgain = "Open it in the spreadsheet and save it again as “CSV UTF-8 (comma delimited)”."

// asText takes the mark of UTF-8 away, and refuses what is not UTF-8: a
// spreadsheet that saved in another way would show wrong letters.
func asText(file string, source []byte) ([]byte, *diag.Problem) {
	refuse := func(line, column int, what string) ([]byte, *diag.Problem) {
		problem := badEncoding.At(diag.Place{File: file, Line: line, Column: column}, "%s", what).Try("%s", saveAgain)
		return nil, &problem
	}
	if bytes.HasPrefix(source, []byte{0xFF, 0xFE}) || bytes.HasPrefix(source, []byte{0xFE, 0xFF}) {
		return refuse(1, 0, "the file is saved as UTF-16, from its first line on")
	}
	source = bytes.TrimPrefix(source, []byte{0xEF, 0xBB, 0xBF})
	if at := bytes.IndexByte(source, 0); at >= 0 {
		line, column := placeIn(source, at)
		return refuse(line, column, "there is a sign here that no table has; the file is saved as UTF-16, or is no table")
	}
	if !utf8.Valid(source) {
		line, column := placeIn(source, firstInvalid(source))
		return refuse(line, column, "a letter in this line is not saved as UTF-8, but in an old way such as Latin-1")
	}
	if at := unseenIn(source); at >= 0 {
		line, column := placeIn(source, at)
		return refuse(line, column, "there is a sign here that nobody can see, and that no table has")
	}
	if bytes.IndexByte(source, '\r') >= 0 && bytes.IndexByte(source, '\n') < 0 {
		return refuse(1, 0, "the lines end as on an old Macintosh, so that they read as one")
	}
	return source, nil
}

// unseenIn finds the first control of a table that is no tab or end of a line,
// byte by byte, since tables are large; -1 where there is none.
func unseenIn(source []byte) int {
	for at, c := range source {
		switch {
		case c < ' ' && c != '\n' && c != '\r' && c != '\t', c == 0x7F:
			return at
		case c == 0xC2 && at+1 < len(source) && source[at+1] < 0xA0:
			return at
		}
	}
	return -1
}

// placeIn counts lines and characters up to a byte; a byte that is no letter
// counts as one.
func placeIn(source []byte, at int) (line, column int) {
	line = 1 + bytes.Count(source[:at], []byte("\n"))
	start := 1 + bytes.LastIndexByte(source[:at], '\n')
	return line, 1 + utf8.RuneCount(source[start:at])
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
