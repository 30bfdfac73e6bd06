package render

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"plainsight/generator/kit/language"
	"plainsight/generator/kit/search"
	"plainsight/generator/stage/plan"
)

// searchFile is the script of the search, which stands on its page where the
// program that makes the index has been fetched.
const searchFile = "scripts/search.js"

// SearchFolder is where the files of the index lie, for all languages.
const SearchFolder = "search/index/"

// searchable tells whether the site has a search beside its list.
func (a assets) searchable() bool {
	_, fetched := a.addresses[searchFile]
	return fetched
}

// Records are what a search finds, from the pages that have one: none where the
// site has no search. Beside them goes a file with what readers may type for the
// words of the record.
func (t *Theme) Records(pages []plan.Page) ([]search.Record, Artifact) {
	if !t.assets.searchable() {
		return nil, Artifact{}
	}
	var records []search.Record
	known := knownWords{Same: [][]string{}, Misspelt: [][2]string{}}
	for _, page := range pages {
		index, has := page.Index()
		if !has {
			continue
		}
		s := speaker{t.in(index.Lang).words}
		for _, piece := range index.Pieces {
			records = append(records, s.record(index, piece))
		}
		known.add(index.Known)
	}
	known.Words = vocabulary(records)
	text, err := json.Marshal(known)
	if err != nil {
		panic(err) // words can be written
	}
	return records, Artifact{Path: SearchFolder + "words.json", Bytes: text}
}

// record is a piece with the words in which its page says what it is.
func (s speaker) record(index plan.SearchIndex, piece plan.Piece) search.Record {
	kind := s.words.Word("search.piece." + piece.Kind)
	record := search.Record{
		URL: rooted(index.Root, piece.Target), Language: index.Lang,
		Content: language.Unmarked(piece.Words),
		Meta:    map[string]string{"title": language.Unmarked(s.pieceTitle(piece)), "kind": kind},
		Filters: map[string][]string{"kind": {kind}},
	}
	if piece.Voice != "" {
		record.Meta["voice"] = s.voice(piece.Voice)
		record.Filters["voice"] = []string{record.Meta["voice"]}
	} else {
		record.Content = language.Unmarked(piece.Of) + ". " + record.Content
	}
	for _, year := range piece.Years {
		record.Filters["year"] = append(record.Filters["year"], strconv.Itoa(year))
	}
	for _, topic := range piece.Topics {
		record.Filters["topic"] = append(record.Filters["topic"], language.Unmarked(topic))
	}
	if piece.Whose != "" {
		record.Filters["authority"] = []string{language.Unmarked(piece.Whose)}
	}
	return record
}

// pieceTitle names a piece so that it is told from all others: a paragraph by
// its number, any other line by its beginning.
func (s speaker) pieceTitle(piece plan.Piece) string {
	of := piece.Of
	if piece.Whose != "" && !strings.Contains(of, piece.Whose) {
		of = s.words.Word("whose.title", "Authority", piece.Whose, "Title", of)
	}
	switch {
	case len(piece.When) > 0:
		of = s.words.Word("search.dated", "Title", of, "When", s.words.Spans(piece.When))
	case piece.Date.Known():
		of = s.words.Word("search.dated", "Title", of, "When", s.words.Date(piece.Date))
	}
	switch {
	case piece.Number != "":
		return s.words.Word("search.paragraph", "Number", piece.Number, "Title", of)
	case piece.Voice != "":
		return s.words.Word("search.begins", "Beginning", begins(piece.Words), "Title", of)
	}
	return of
}

// knownWords are what the script of the search knows of words.
type knownWords struct {
	Same     [][]string  `json:"same"`
	Misspelt [][2]string `json:"misspelt"`
	// Words stand in the record, the most frequent first.
	Words []string `json:"words"`
}

func (k *knownWords) add(more plan.SearchWords) {
	for _, same := range more.Same {
		if !slices.ContainsFunc(k.Same, func(other []string) bool { return slices.Equal(other, same) }) {
			k.Same = append(k.Same, same)
		}
	}
	for _, pair := range more.Misspelt {
		if !slices.Contains(k.Misspelt, pair) {
			k.Misspelt = append(k.Misspelt, pair)
		}
	}
}

// mostWords and shortest bound the words among which a misspelt one is looked
// for.
const (
	mostWords = 8000
	shortest  = 4
)

// vocabulary are the words of all records, the most frequent first.
func vocabulary(records []search.Record) []string {
	counts := map[string]int{}
	for _, record := range records {
		for _, word := range strings.FieldsFunc(strings.ToLower(record.Content), func(r rune) bool { return !unicode.IsLetter(r) }) {
			if utf8.RuneCountInString(word) >= shortest {
				counts[word]++
			}
		}
	}
	words := make([]string, 0, len(counts))
	for word := range counts {
		words = append(words, word)
	}
	slices.SortFunc(words, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		return strings.Compare(a, b)
	})
	return words[:min(len(words), mostWords)]
}

// searchIDs are the words of the search that its templates do not name.
var searchIDs = slices.Concat(below("search.kind", plan.LeadKinds), below("search.piece", plan.PieceKinds), below("search", []string{"dated", "paragraph", "begins"}))
