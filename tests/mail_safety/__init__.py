"""What a letter must never do, one file a promise:

test_headers        values of headers are refused, never repaired; exactly one To, whatever the fields hold
test_domains        names in other scripts: IDNA 2008, look-alikes flagged, both forms shown
test_whose_address  an address elsewhere takes a yes; nobody is written to who stands in another's context
test_disclosure     the least of the person goes out, nothing of her anywhere else, files are hers alone
test_one_message    one plain message to one recipient, asked once, handed over without a shell
"""
