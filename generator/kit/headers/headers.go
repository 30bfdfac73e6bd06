// Package headers says what a server should send with every answer beside the
// page itself, and writes it down in the forms that servers read.
//
// It takes addresses and gives headers, and files of them for nginx, for
// Apache and for hosts that read a file named _headers. It does not know what
// a page shows. Pages bring a stricter policy of their own; what is said here
// holds for every file, and for what a page cannot say: who may frame it.
package headers

import (
	"fmt"
	"slices"
	"strings"
)

// A Header is one header of an answer.
type Header struct{ Name, Value string }

// policy lets pages load files of their own host and nothing else. The search
// of the site is a program that a browser compiles, which has to be allowed.
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'; form-action 'self'"

// Who may frame a page: this site alone, or whoever likes, where the page was
// made to be framed.
const (
	framedHere = "frame-ancestors 'self'"
	framed     = "frame-ancestors *"
	oldFramed  = "SAMEORIGIN" // for browsers that do not know frame-ancestors
)

var common = []Header{
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "no-referrer"},
	{"Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
}

// For gives the headers of an address of the site, "/embed/re-referrals/".
func For(address string) []Header {
	if isEmbed(address) {
		return append(slices.Clone(common), Header{"Content-Security-Policy", policy + "; " + framed})
	}
	return append(slices.Clone(common), Header{"Content-Security-Policy", policy + "; " + framedHere}, Header{"X-Frame-Options", oldFramed})
}

// isEmbed tells whether a page was made to be framed by others: it lies in a
// folder embed, in whichever language and of whichever authority.
func isEmbed(address string) bool { return strings.Contains(address, "/embed/") }

// A File is headers in the form of a server.
type File struct {
	Name string
	Text []byte
}

// Files writes the headers of a site down for servers. The addresses are those
// of its pages and files.
func Files(addresses []string) []File {
	return []File{
		{"_headers", lines(addresses)},
		{"headers.apache.conf", apache()},
		{"headers.nginx.conf", nginx()},
	}
}

const remark = `# What a server should send with this site. It is written anew by each build:
# what is changed here is changed back.
`

func nginx() []byte {
	var text strings.Builder
	text.WriteString(remark + `#
# Write this line between the braces of "server", and "include" it again in each
# "location" there that has an "add_header" of its own:
#
#   include /path/to/deploy/headers.nginx.conf;

set $plainsight_frames "` + framedHere + `";
set $plainsight_old_frames "` + oldFramed + `";
if ($uri ~ "/embed/") {
    set $plainsight_frames "` + framed + `";
    set $plainsight_old_frames "";
}
`)
	for _, header := range common {
		fmt.Fprintf(&text, "add_header %s \"%s\" always;\n", header.Name, header.Value)
	}
	fmt.Fprintf(&text, "add_header Content-Security-Policy \"%s; $plainsight_frames\" always;\n", policy)
	text.WriteString("add_header X-Frame-Options $plainsight_old_frames always;\n")
	return []byte(text.String())
}

func apache() []byte {
	var text strings.Builder
	text.WriteString(remark + `#
# Switch mod_headers on ("a2enmod headers"), and write this line into the
# "VirtualHost" of the site:
#
#   Include /path/to/deploy/headers.apache.conf

`)
	for _, header := range common {
		fmt.Fprintf(&text, "Header always set %s \"%s\"\n", header.Name, header.Value)
	}
	const here, elsewhere = `"expr=%{REQUEST_URI} !~ m#/embed/#"`, `"expr=%{REQUEST_URI} =~ m#/embed/#"`
	fmt.Fprintf(&text, "Header always set Content-Security-Policy \"%s; %s\" %s\n", policy, framedHere, here)
	fmt.Fprintf(&text, "Header always set Content-Security-Policy \"%s; %s\" %s\n", policy, framed, elsewhere)
	fmt.Fprintf(&text, "Header always set X-Frame-Options \"%s\" %s\n", oldFramed, here)
	return []byte(text.String())
}

// lines are the form of hosts that read a file _headers at the root of a site.
// There an address has the headers of all lines that fit, so that what holds
// for all but some is said of each folder that has none of these.
func lines(addresses []string) []byte {
	var text strings.Builder
	text.WriteString(remark + "#\n# Copy this file into the folder of the site, for hosts that read it there.\n\n/*\n")
	for _, header := range common {
		fmt.Fprintf(&text, "  %s: %s\n", header.Name, header.Value)
	}
	fmt.Fprintf(&text, "  Content-Security-Policy: %s\n", policy)
	for _, pattern := range patterns(addresses) {
		fmt.Fprintf(&text, "\n%s\n  Content-Security-Policy: %s\n  X-Frame-Options: %s\n", pattern, framedHere, oldFramed)
	}
	return []byte(text.String())
}

// patterns cover all addresses but those that may be framed, by as few folders
// as can be.
func patterns(addresses []string) (found []string) {
	embeds := slices.DeleteFunc(slices.Clone(addresses), func(address string) bool { return !isEmbed(address) })
	for _, address := range addresses {
		if isEmbed(address) {
			continue
		}
		if pattern := widest(address, embeds); !slices.Contains(found, pattern) {
			found = append(found, pattern)
		}
	}
	slices.Sort(found)
	return found
}

// widest is the folder nearest to the root, below it, that an address lies in
// and no embed, or the address itself.
func widest(address string, embeds []string) string {
	for at := 1; at < len(address); at++ {
		if address[at] != '/' {
			continue
		}
		folder := address[:at+1]
		if !slices.ContainsFunc(embeds, func(embed string) bool { return strings.HasPrefix(embed, folder) }) {
			return folder + "*"
		}
	}
	return address
}
