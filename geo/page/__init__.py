"""The page: a folium layer and map, what they show, in which words, and the page's own code and style."""
