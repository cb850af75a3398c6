"""Documents of every kind made into text: plain text, saved web pages, mail, PDF, folders of them."""
