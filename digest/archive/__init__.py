"""Issues → a static site: pages, feed and data that any web server can serve; `site.build` is the way in."""
