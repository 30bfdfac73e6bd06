// Package write puts the finished site where people read it: the whole of it
// or nothing. It takes artifacts and the output folder; it gives a staged tree
// and, with Swap, the public one and a list of what became different.
//
// Beside the output, here "public", stands its work folder:
//
//	.public.plainsight/lock      held by the build that is writing
//	.public.plainsight/staged    the next site, while it is made
//	.public.plainsight/before    the site before the last swap
//	.public.plainsight/spare     the site before that one, of which the next is made
//	.public.plainsight/swapping  there while a swap is under way
//	.public.plainsight/settings  those of servers, for the site and the one before
//
// Stage makes the next site in full. A file with the same bytes as the public
// one is not written again but linked, so nobody may write into a published
// file: what is changed there by hand changes in "before" too, and the next
// build replaces it. Swap exchanges the two folders in one step. A process
// killed at any moment leaves the old site or the new one, and the next Stage
// tidies up after it. Rollback makes the site before the next one.
//
// The file manifest.json lists what the generator wrote. Everything else in
// the output is foreign (a .gitkeep, a CNAME, a folder of the council's own)
// and is carried along untouched; where it stands in the way of a page, that is
// a problem for the person who put it there. What has the very bytes of the
// site's own file is the site's own.
//
// The package does not know what a page is, nor whether it may be published.
package write

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"

	"plainsight/generator/kit/diag"
	"plainsight/generator/kit/disk"
	"plainsight/generator/stage/render"
)

// Changes are the paths of the site's files, each list in order. A file that
// was missing from the output is Added, one that was altered there Changed.
type Changes struct {
	Added, Changed, Removed, Same []string
}

// Any tells whether the public site becomes different.
func (c Changes) Any() bool {
	return len(c.Added)+len(c.Changed)+len(c.Removed) > 0
}

// A Staged is a site that is complete but not yet public. It holds the lock
// on the output until Swap or Discard.
type Staged struct {
	work    *work
	changes Changes
	// differs is false where the public site is the same already.
	differs bool
	// output is where the site will be, with the folder beside it. It will stand as
	// whole, and the folders in it as stands.
	output, beside string
	whole          listed
	stands         *marking
}

// Stage makes the next site beside the output folder, which need not be
// there. It waits while another build writes to the same output. Where there
// is a problem or an error, or the artifacts end with one, the Staged is nil,
// nothing is left behind and the output is as it was. Problems name files of
// the output as the person wrote it.
func Stage(output string, artifacts iter.Seq2[render.Artifact, error]) (*Staged, []diag.Problem, error) {
	return stage(output, unknown, func(*work, *present) iter.Seq2[render.Artifact, error] { return artifacts })
}

// A Left is what an earlier build left in the output.
type Left interface {
	// Holds tells whether the file with that SHA-256 stands at a path.
	Holds(path string, sum [sha256.Size]byte) bool
}

// StageOver is Stage over an output of which it is known how sites stood that lay in
// it, by the name that SiteIn gives them. Artifacts are made as soon as it is known
// what is left of that: for those with a Before what stands there is taken.
func StageOver(output string, stood func(site string) Standing, artifacts func(Left) iter.Seq2[render.Artifact, error]) (*Staged, []diag.Problem, error) {
	return stage(output, stood, func(_ *work, p *present) iter.Seq2[render.Artifact, error] { return artifacts(p) })
}

// unknown is how sites stood of which nothing is known.
func unknown(string) Standing { return Standing{} }

// stage makes the next site of artifacts that may lie in the work folder.
func stage(output string, stood func(site string) Standing, artifacts func(*work, *present) iter.Seq2[render.Artifact, error]) (*Staged, []diag.Problem, error) {
	work, err := begin(output)
	if err != nil {
		return nil, nil, fmt.Errorf("the site in %s is as it was: %w", output, err)
	}
	tree, err := fill(work, stood, artifacts)
	if err != nil {
		err = fmt.Errorf("the site in %s is as it was: %w", output, err)
		return nil, nil, errors.Join(err, work.end())
	}
	if len(tree.problems) > 0 {
		return nil, diag.Sort(tree.problems), work.giveUp()
	}
	whole, stands, err := tree.stands()
	if err != nil {
		return nil, nil, errors.Join(err, work.end())
	}
	return &Staged{work, tree.changes, tree.differs, work.output, Beside(output), whole, stands}, nil, nil
}

// Swap makes the staged site the public one, or leaves the public one alone
// where it is the same already. The site that was public is kept beside it
// until the next swap. Where there is an error, the public site is the old
// one or the new one in full. There is one Swap to a Staged.
func (s *Staged) Swap() (Changes, error) {
	if s.work == nil {
		return s.changes, errors.New("the staged site was swapped or discarded before")
	}
	if s.differs {
		if err := s.work.swap(); err != nil {
			work := s.work
			s.work = nil
			return s.changes, errors.Join(err, work.end())
		}
	}
	return s.changes, s.Discard()
}

// Stands is how the output stands after Swap, with the folder beside it. What
// was changed in the output while the build ran is not taken for the build's.
// There is one Stands to a Staged.
func (s *Staged) Stands() (Standing, error) {
	var err error
	if s.whole.itself, err = disk.Glance(s.output); err != nil { // it has been moved since
		return Standing{}, err
	}
	s.stands.add(".", s.whole)
	beside, err := strolled(s.beside, marks{})
	return Standing{s.stands.marks(), beside.marks()}, err
}

// Discard takes the staged site away and lets the next build begin. After
// Swap, and on nil, it does nothing, so it can be deferred.
func (s *Staged) Discard() error {
	if s == nil || s.work == nil {
		return nil
	}
	work := s.work
	s.work = nil
	return work.giveUp()
}

func fill(work *work, stood func(site string) Standing, artifacts func(*work, *present) iter.Seq2[render.Artifact, error]) (*tree, error) {
	ground, err := work.layGround(stood)
	if err != nil {
		return nil, err
	}
	present, err := look(work.output, stood(SiteIn(work.output)))
	if err != nil {
		return nil, err
	}
	tree := plant(work, ground, present)
	for artifact, err := range artifacts(work, present) {
		if err != nil {
			return nil, err
		}
		if err := tree.add(artifact); err != nil {
			return nil, fmt.Errorf("%s could not be written: %w", artifact.Path, err)
		}
	}
	return tree, tree.finish()
}
