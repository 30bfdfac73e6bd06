package render

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"path"
	"slices"
	"strings"

	"plainsight/generator/domain/address"
	"plainsight/generator/stage/plan"
)

// crawls are the files for programs that read whole sites, by the kind of page
// that plans them.
var crawls = map[string]func(plan.CrawlView) ([]byte, error){
	plan.SitemapFile: sitemap,
	plan.RobotsFile:  robots,
}

type mapEntry struct {
	Address  string       `xml:"loc"`
	Versions []mapVersion `xml:"xhtml:link"`
}

type mapVersion struct {
	Rel     string `xml:"rel,attr"`
	Lang    string `xml:"hreflang,attr"`
	Address string `xml:"href,attr"`
}

// entrySize is about what an entry takes; a map has tens of thousands, which are
// written one by one.
const entrySize = 160

// sitemap writes a map as sitemaps.org describes it. It says no day on which a
// page changed, since that is not known of every page.
func sitemap(v plan.CrawlView) ([]byte, error) {
	whole := func(at address.Page) string { return strings.TrimSuffix(v.Base, "/") + string(at) }
	set, entry := xml.StartElement{Name: xml.Name{Local: "urlset"}}, xml.StartElement{Name: xml.Name{Local: "url"}}
	if len(v.Parts) > 0 {
		set.Name.Local, entry.Name.Local = "sitemapindex", "sitemap"
	}
	set.Attr = []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: "http://www.sitemaps.org/schemas/sitemap/0.9"}}
	if slices.ContainsFunc(v.Pages, func(page plan.CrawlPage) bool { return len(page.Versions) > 0 }) {
		set.Attr = append(set.Attr, xml.Attr{Name: xml.Name{Local: "xmlns:xhtml"}, Value: "http://www.w3.org/1999/xhtml"})
	}
	out := bytes.NewBuffer(make([]byte, 0, len(xml.Header)+entrySize*(len(v.Pages)+len(v.Parts)+1)))
	out.WriteString(xml.Header)
	write := xml.NewEncoder(out)
	write.Indent("", "  ")
	err := write.EncodeToken(set)
	for _, page := range v.Pages {
		one := mapEntry{Address: whole(page.Address)}
		for _, version := range page.Versions {
			one.Versions = append(one.Versions, mapVersion{"alternate", version.Lang, whole(version.Address)})
		}
		err = errors.Join(err, write.EncodeElement(one, entry))
	}
	for _, part := range v.Parts {
		err = errors.Join(err, write.EncodeElement(mapEntry{Address: whole(part)}, entry))
	}
	err = errors.Join(err, write.EncodeToken(set.End()), write.Close())
	return append(out.Bytes(), '\n'), err
}

// robots lets every program read everything, and names the map.
func robots(v plan.CrawlView) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("User-agent: *\nDisallow:\n\nSitemap: " + v.Base + plan.SitemapFile + "\n")
	return out.Bytes(), nil
}

// A mappedGroup is a part of the map for people, each page by what it is called.
type mappedGroup struct {
	ID, Word string
	Links    []plan.Link
}

// mapped gives the pages of a map their names. Pages of one name are told apart
// by their group, and where that is one too by the last word of their address.
func (s speaker) mapped(groups []plan.SitemapGroup) (all []mappedGroup, err error) {
	called := map[string]int{}
	for _, group := range groups {
		one := mappedGroup{ID: group.ID, Word: group.Word}
		for _, page := range group.Pages {
			title, err := s.title(page.Frame)
			if err != nil {
				return nil, err
			}
			link := plan.Link{Target: string(page.Address), Words: html.UnescapeString(string(title)), When: page.When}
			called[nameOfLink(link)]++
			one.Links = append(one.Links, link)
		}
		all = append(all, one)
	}
	for _, group := range all {
		again := map[string]bool{}
		for i := range group.Links {
			link := &group.Links[i]
			if called[nameOfLink(*link)] == 1 {
				continue
			}
			own := s.words.Word(group.Word)
			if name := nameOfLink(*link); again[name] {
				own = path.Base(link.Target)
			} else {
				again[name] = true
			}
			link.Words = s.words.Word("sitemap.apart", "Title", link.Words, "Where", own)
		}
	}
	return all, nil
}

func nameOfLink(link plan.Link) string {
	name := link.Words
	for _, span := range link.When {
		name += " " + span.String()
	}
	return strings.ToLower(name)
}
