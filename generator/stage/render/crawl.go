package render

import (
	"bytes"
	"encoding/xml"
	"html"
	"path"
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

// sitemap writes a map as sitemaps.org describes it. It says no day on which a
// page changed, since that is not known of every page.
func sitemap(v plan.CrawlView) ([]byte, error) {
	whole := func(at address.Page) string { return strings.TrimSuffix(v.Base, "/") + string(at) }
	set := struct {
		XMLName  xml.Name
		Space    string     `xml:"xmlns,attr"`
		Versions string     `xml:"xmlns:xhtml,attr,omitempty"`
		Pages    []mapEntry `xml:"url"`
		Parts    []mapEntry `xml:"sitemap"`
	}{XMLName: xml.Name{Local: "urlset"}, Space: "http://www.sitemaps.org/schemas/sitemap/0.9"}
	for _, page := range v.Pages {
		entry := mapEntry{Address: whole(page.Address)}
		for _, version := range page.Versions {
			set.Versions = "http://www.w3.org/1999/xhtml"
			entry.Versions = append(entry.Versions, mapVersion{"alternate", version.Lang, whole(version.Address)})
		}
		set.Pages = append(set.Pages, entry)
	}
	for _, part := range v.Parts {
		set.XMLName.Local = "sitemapindex"
		set.Parts = append(set.Parts, mapEntry{Address: whole(part)})
	}
	text, err := xml.MarshalIndent(set, "", "  ")
	return append([]byte(xml.Header), append(text, '\n')...), err
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
