package main

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"plainsight/generator/browser"
)

const (
	inspection = "/inspections/2022-02-ilacs/" // the page that the README shows
	wide, tall = 1280, 1500                    // its pictures, in pixels
)

// drawReadme writes home.png, inspection.png and print.png, small enough to
// be kept in the repository.
func drawReadme(tab *browser.Tab, site *browser.Site, folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for name, address := range map[string]string{"home.png": "/", "inspection.png": inspection} {
		picture, err := top(tab, site.Root+address)
		if err != nil {
			return fmt.Errorf("%s: %w", address, err)
		}
		if err := saveSmall(filepath.Join(folder, name), picture); err != nil {
			return err
		}
	}
	picture, err := spread(tab, site.Root+inspection)
	if err != nil {
		return fmt.Errorf("print of %s: %w", inspection, err)
	}
	return saveSmall(filepath.Join(folder, "print.png"), picture)
}

// top is what a reader sees of a page first.
func top(tab *browser.Tab, address string) (image.Image, error) {
	if err := tab.Open(address, browser.Mode{Width: wide}); err != nil {
		return nil, err
	}
	pictures, err := tab.Pictures(tall)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(pictures[0]))
}

// spread is the first two printed sheets side by side.
func spread(tab *browser.Tab, address string) (image.Image, error) {
	if err := tab.Open(address, browser.Mode{Width: wide}); err != nil {
		return nil, err
	}
	document, err := tab.PDF()
	if err != nil {
		return nil, err
	}
	const gap = 16
	const width = (wide - 3*gap) / 2
	printed, err := firstTwo(document, width)
	if err != nil {
		return nil, err
	}
	desk := image.NewRGBA(image.Rect(0, 0, wide, printed[0].Bounds().Dy()+2*gap))
	draw.Draw(desk, desk.Bounds(), image.NewUniform(color.Gray{Y: 0xb0}), image.Point{}, draw.Src)
	for i, sheet := range printed {
		place := sheet.Bounds().Add(image.Pt(gap+i*(width+gap), gap))
		draw.Draw(desk, place, sheet, image.Point{}, draw.Src)
	}
	return desk, nil
}

// firstTwo draws the first sheets of a PDF, one or two, so many pixels wide.
func firstTwo(document []byte, width int) ([]image.Image, error) {
	folder, err := os.MkdirTemp("", "sheets")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	toPNG := exec.Command("pdftoppm", "-png", "-l", "2",
		"-scale-to-x", fmt.Sprint(width), "-scale-to-y", "-1", "-", filepath.Join(folder, "sheet"))
	toPNG.Stdin = bytes.NewReader(document)
	if said, err := toPNG.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("pdftoppm (of poppler-utils) failed: %w: %s", err, said)
	}
	names, err := filepath.Glob(filepath.Join(folder, "sheet-*.png"))
	if err != nil {
		return nil, err
	}
	var printed []image.Image
	for _, name := range names {
		sheet, err := read(name)
		if err != nil {
			return nil, err
		}
		printed = append(printed, sheet)
	}
	return printed, nil
}

func read(name string) (image.Image, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return png.Decode(file)
}

// saveSmall writes a picture with at most 256 colours.
func saveSmall(name string, picture image.Image) error {
	fmt.Println(name)
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer file.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(file, fewColours(picture)); err != nil {
		return err
	}
	return file.Close()
}

// fewColours keeps the commonest 256 colours of a picture and gives others the
// nearest of them. Pages are ink on paper: what is lost is a
// shade at the edge of a letter.
func fewColours(picture image.Image) *image.Paletted {
	palette := commonest(picture, 256)
	few := image.NewPaletted(picture.Bounds(), palette)
	nearest := map[color.RGBA]uint8{}
	for y := few.Rect.Min.Y; y < few.Rect.Max.Y; y++ {
		for x := few.Rect.Min.X; x < few.Rect.Max.X; x++ {
			pixel := color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)
			index, known := nearest[pixel]
			if !known {
				index = uint8(palette.Index(pixel))
				nearest[pixel] = index
			}
			few.SetColorIndex(x, y, index)
		}
	}
	return few
}

// commonest lists the colours that most pixels have, at most so many.
func commonest(picture image.Image, most int) color.Palette {
	counts := map[color.RGBA]int{}
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			counts[color.RGBAModel.Convert(picture.At(x, y)).(color.RGBA)]++
		}
	}
	colours := slices.Collect(maps.Keys(counts))
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		return cmp.Or(counts[b]-counts[a], cmp.Compare(number(a), number(b)))
	})
	var palette color.Palette
	for _, colour := range colours[:min(most, len(colours))] {
		palette = append(palette, colour)
	}
	return palette
}

func number(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }
