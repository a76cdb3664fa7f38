print("jiyao")
