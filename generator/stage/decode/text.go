package decode

import (
	"sync"

	"plainsight/generator/domain/document"
	"plainsight/generator/kit/markdown"
	"plainsight/generator/kit/memory"
	"plainsight/generator/stage/collect"
)

// A Text is what a Markdown file says below its front matter. What is small and
// asked for often stands in it; its Body is large.
type Text struct {
	Outline document.Outline
	// Figures are those of the body.
	Figures []document.Figure
	Links   []markdown.Link
	// Charts and Embeds are those of the body, by their anchors.
	Charts map[string]Chart
	Embeds map[string]Embed
	// Lang is the language of the text, "" for that of the site.
	Lang string
	// The body is held, or it is fetched each time.
	held  *document.Body
	fetch *fetch
}

type fetch struct{ body func() document.Body }

// Body gives the words of the text. Those of reports may be read from the memory
// of the site each time, so that who needs them asks once, and forgets them.
// Nobody may write into them. Where they cannot be read any more the body is
// empty and the Documents tell that they are Lost.
func (t Text) Body() (body document.Body) {
	switch {
	case t.fetch != nil:
		body = t.fetch.body()
	case t.held != nil:
		body = *t.held
	}
	body.Figures = t.Figures
	return body
}

// Empty tells whether the file has nothing below its front matter.
func (t Text) Empty() bool { return t.Outline.Blocks == 0 }

// Said gives the text with its plain words said in another way.
func (t Text) Said(as func(words string) string) Text {
	t.Outline = t.Outline.Said(as)
	body := t.Body
	t.fetch = &fetch{func() document.Body { return body().Said(as) }}
	return t
}

// lost notes the first failure to read a text again.
type lost struct {
	mutex sync.Mutex
	err   error
}

func (l *lost) note(err error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.err == nil {
		l.err = err
	}
}

func (l *lost) clear() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.err = nil
}

// Lost is why the body of a text could not be given, nil where all could that
// anybody asked for. What was made in the meantime may lack it.
func (docs Documents) Lost() error {
	if docs.lost == nil {
		return nil
	}
	docs.lost.mutex.Lock()
	defer docs.lost.mutex.Unlock()
	return docs.lost.err
}

// A reading is how some texts are read: from which files, and by which data.
type reading struct {
	reader Reader
	from   collect.Source
	files  []collect.File
	find   func(name string) how
	by     ruled
}

// A script is one of the files.
type script struct {
	*reading
	at int
}

// sum is that of all that the text is read from.
func (s *script) sum() memory.Sum { return memory.SumOf("text", s.by.sum, s.files[s.at]) }

// part is what the file says, as far as it is known already. The body of a report
// stays in the memory, if it is written there. What files say alike is held among
// some words.
func (s *script) part(words *memory.Words) (*part, error) {
	m, sum := s.reader.Memory, s.sum()
	words.Once(s.files[s.at].Path) // as it stands among the files
	room := rooms.Get().(*[]byte)
	var body *document.Body
	read, err := memory.Shared(m, words, sum, func() (part, error) {
		read, err := s.decoded(room)
		if text := read.report(); text != nil {
			body, text.held = text.held, nil
		}
		return read, err
	})
	text := read.report()
	if err != nil || text == nil || text.Empty() {
		return &read, err
	}
	if body != nil {
		memory.Keep(m, ofBody(sum), body)
	}
	if m.Has(ofBody(sum)) {
		text.fetch = &fetch{s.body}
		rooms.Put(room)
		return &read, nil
	}
	if body == nil {
		body, err = s.bodyAnew()
	}
	text.held = body
	return &read, err
}

func ofBody(text memory.Sum) memory.Sum { return memory.SumOf("body", text) }

// body reads the body of a report from the memory or, where that has lost it,
// from the file.
func (s *script) body() document.Body {
	body, err := memory.Made(s.reader.Memory, ofBody(s.sum()), func() (document.Body, error) {
		body, err := s.bodyAnew()
		return *body, err
	})
	if err != nil {
		s.reader.lost.note(err)
	}
	return body
}

func (s *script) bodyAnew() (*document.Body, error) {
	read, err := s.decoded(new([]byte))
	if text := read.report(); err == nil && text != nil {
		return text.held, nil
	}
	return &document.Body{}, err
}

// rooms are memory for the files of reports of which nothing is held.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// decoded reads the file into some room, and gives what it says itself.
func (s *script) decoded(room *[]byte) (part, error) {
	file := s.files[s.at]
	bytes, err := s.from.Into(file, *room)
	if err != nil {
		return part{}, err
	}
	*room = bytes
	docs := *s.by.docs
	problems := s.find(file.Path)(s.reader.opened(file, bytes), &docs)
	for i := range problems {
		if problems[i].Line != "" { // which is read again where it may be shown, and never remembered
			problems[i].Line = ""
		}
	}
	docs.Settings, docs.Authorities, docs.Frameworks, docs.Scales, docs.Redirects = Settings{}, nil, nil, nil, nil
	return part{docs, problems}, nil
}

// report is the text of the inspection or the document that was read, nil where
// it was something else.
func (p *part) report() *Text {
	switch {
	case len(p.docs.Inspections) > 0:
		return &p.docs.Inspections[0].Text
	case len(p.docs.Documents) > 0:
		return &p.docs.Documents[0].Text
	}
	return nil
}
