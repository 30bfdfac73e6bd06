// Pictures draws pages of a built site, so that we can look at them: on a
// phone and on a screen, in light and dark, and as printed sheets.
//
//	go run ./pictures -site FOLDER -out FOLDER [-page /a/,/b/] [-modes 320-light,…]
//
// Without -page it draws one page of each kind. A long page becomes several
// pictures, cut at -tall pixels; with -of it is only what a selector names, a
// picture each and no sheets. Sheets need pdftoppm; without it the PDF
// stays. With -readme FOLDER it also draws the three pictures of the README.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"plainsight/generator/browser"
)

func main() {
	site := flag.String("site", "", "the built `folder`")
	out := flag.String("out", "", "the `folder` for the pictures")
	readme := flag.String("readme", "", "the `folder` for the pictures of the README")
	pages := flag.String("page", "", "`addresses` with commas between them; default one page of each kind")
	modes := flag.String("modes", "320-light,320-dark,1280-light,1280-dark",
		"`modes` with commas between them: a width, then light or dark, then contrast, forced, print, noscript, large or grey, and what a reader has chosen, as 320-light+colours=cream+size=giant")
	of := flag.String("of", "", "a `selector` of what alone is drawn")
	tallest := flag.Float64("tall", 2000, "the greatest height of a picture in `pixels`")
	flag.Parse()
	if *site == "" || *out == "" && *readme == "" {
		flag.Usage()
		os.Exit(2)
	}
	wanted := request{out: *out, readme: *readme, pages: list(*pages), modes: list(*modes), tallest: *tallest, of: *of}
	if err := wanted.draw(*site); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(2)
	}
}

func list(written string) []string {
	return strings.FieldsFunc(written, func(r rune) bool { return r == ',' })
}

// A request is which pictures to draw and where to put them.
type request struct {
	out, readme  string
	pages, modes []string
	tallest      float64
	of           string
}

func (r request) draw(folder string) error {
	site, stopSite, err := browser.Serve(folder)
	if err != nil {
		return err
	}
	defer stopSite()
	started, stop, err := browser.Start(context.Background())
	if err != nil {
		return err
	}
	defer stop()
	tab, err := browser.NewTab(started)
	if err != nil {
		return err
	}
	if r.out != "" {
		if err := r.drawPages(tab, site); err != nil {
			return err
		}
	}
	if r.readme != "" {
		return drawReadme(tab, site, r.readme)
	}
	return nil
}

func (r request) drawPages(tab *browser.Tab, site *browser.Site) error {
	var modes []browser.Mode
	for _, name := range r.modes {
		mode, err := browser.ParseMode(name)
		if err != nil {
			return err
		}
		modes = append(modes, mode)
	}
	pages := r.pages
	if len(pages) == 0 {
		var err error
		if pages, err = site.OneOfEachKind(); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(r.out, 0o777); err != nil {
		return err
	}
	for _, address := range pages {
		name := filepath.Join(r.out, nameOf(address))
		for _, mode := range modes {
			if err := r.screens(tab, site.Root+address, mode, name); err != nil {
				return fmt.Errorf("%s in %s: %w", address, mode, err)
			}
		}
		if r.of != "" {
			continue
		}
		if err := sheets(tab, site.Root+address, name); err != nil {
			return fmt.Errorf("%s in print: %w", address, err)
		}
	}
	return nil
}

// nameOf is an address as a file name, "inspections-2022-02-ilacs".
func nameOf(address string) string {
	name := strings.ReplaceAll(strings.Trim(strings.TrimSuffix(address, ".html"), "/"), "/", "-")
	if name == "" {
		return "home"
	}
	return name
}

// screens writes NAME-MODE.png, or NAME-MODE.1.png and so on.
func (r request) screens(tab *browser.Tab, address string, mode browser.Mode, name string) error {
	if err := tab.Open(address, mode); err != nil {
		return err
	}
	draw := func() ([][]byte, error) { return tab.Pictures(r.tallest) }
	if r.of != "" {
		draw = func() ([][]byte, error) { return tab.PicturesOf(r.of) }
	}
	pictures, err := draw()
	if err != nil {
		return err
	}
	for i, picture := range pictures {
		file := fmt.Sprintf("%s-%s.%d.png", name, mode, i+1)
		if len(pictures) == 1 {
			file = fmt.Sprintf("%s-%s.png", name, mode)
		}
		if err := save(file, picture); err != nil {
			return err
		}
	}
	return nil
}

// sheets writes NAME.pdf, and NAME-sheet-1.png and so on where pdftoppm is.
func sheets(tab *browser.Tab, address, name string) error {
	if err := tab.Open(address, browser.Mode{Width: 1280}); err != nil {
		return err
	}
	document, err := tab.PDF()
	if err != nil {
		return err
	}
	if err := save(name+".pdf", document); err != nil {
		return err
	}
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		return nil
	}
	return exec.Command("pdftoppm", "-r", "72", "-png", name+".pdf", name+"-sheet").Run()
}

func save(name string, content []byte) error {
	fmt.Println(name)
	return os.WriteFile(name, content, 0o666)
}
