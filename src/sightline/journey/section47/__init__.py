"""Section 47 enquiries: is a child suffering, or likely to suffer, significant harm?"""
