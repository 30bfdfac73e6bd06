package document

import "slices"

// An Outline is what of a Body is small and asked for often, for the pages that
// only tell of it.
type Outline struct {
	// Blocks counts the blocks, and Numbered those of them that have a number.
	Blocks, Numbered int
	// Anchors are those of the body in order.
	Anchors Anchors
	// Embeds are the anchors of the embeds in order.
	Embeds   []string
	Sections []Section
	Findings []Finding
	Notes    []Remark
}

// A Section begins with a heading, or with a thematic break, which has no Level.
type Section struct {
	*Head
	Line int
	// First and Last are the numbers of its paragraphs before the next section
	// of any level, "" where it has none.
	First, Last string
}

// A Head is what a section begins with. Many reports have the same ones.
type Head struct {
	ID, Words, Grade string
	Level            int
}

// A Finding is one finding of inspectors: an item of a list, or a paragraph.
type Finding struct {
	*Mark
	Words string
}

// A Mark is what a finding is, and where. Many reports have the same ones.
type Mark struct {
	// Kind is one of those in package finding.
	Kind, ID, Number string
	// Under is the section in which it stands, -1 where there is none before it.
	Under int
}

// A Remark is an editor's note.
type Remark struct {
	Words string
	Line  int
}

// Outline gives the outline of the body.
func (b Body) Outline() Outline {
	o := Outline{Blocks: len(b.Blocks), Anchors: AnchorsOf(b.Anchors()...)}
	for _, block := range b.Blocks {
		switch block.Kind {
		case Heading, Break:
			o.Sections = append(o.Sections, Section{Head: &Head{block.ID, block.Words, block.Grade, block.Level}, Line: block.Line})
		case Embed:
			o.Embeds = append(o.Embeds, block.ID)
		case Note:
			o.Notes = append(o.Notes, Remark{block.Words, block.Line})
		case Numbered:
			o.number(block.Number)
		}
		for _, piece := range findingsIn(block) {
			o.Findings = append(o.Findings, Finding{&Mark{block.Finding, piece.ID, piece.Number, len(o.Sections) - 1}, piece.Words})
		}
	}
	return o
}

// number counts a numbered paragraph.
func (o *Outline) number(number string) {
	o.Numbered++
	if len(o.Sections) == 0 {
		return
	}
	in := &o.Sections[len(o.Sections)-1]
	if in.First == "" {
		in.First = number
	}
	in.Last = number
}

// findingsIn are the findings in a block: the items of a list, or the block
// itself.
func findingsIn(block Block) []Block {
	switch {
	case block.Finding == "":
		return nil
	case block.Kind == Numbered:
		return []Block{block}
	}
	return block.Items
}

// Deepest is the last level that a heading has.
const Deepest = 6

// Above is the heading nearest before a finding, of some level at most, or
// none.
func (o *Outline) Above(of Finding, most int) Head {
	for i := of.Under; i >= 0; i-- {
		if level := o.Sections[i].Level; level > 0 && level <= most {
			return *o.Sections[i].Head
		}
	}
	return Head{}
}

// Said gives the outline with its words said in another way.
func (o Outline) Said(as func(words string) string) Outline {
	o.Sections, o.Findings, o.Notes = slices.Clone(o.Sections), slices.Clone(o.Findings), slices.Clone(o.Notes)
	for i := range o.Sections {
		head := *o.Sections[i].Head
		head.Words = as(head.Words)
		o.Sections[i].Head = &head
	}
	for i := range o.Findings {
		o.Findings[i].Words = as(o.Findings[i].Words)
	}
	for i := range o.Notes {
		o.Notes[i].Words = as(o.Notes[i].Words)
	}
	return o
}

// Said gives the body with its plain words said in another way; its HTML stays
// as it is.
func (b Body) Said(as func(words string) string) Body {
	b.Blocks = said(b.Blocks, as)
	return b
}

func said(blocks []Block, as func(words string) string) []Block {
	blocks = slices.Clone(blocks)
	for i := range blocks {
		blocks[i].Words, blocks[i].Items = as(blocks[i].Words), said(blocks[i].Items, as)
	}
	return blocks
}
