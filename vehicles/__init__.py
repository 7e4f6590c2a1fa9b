"""Recalls and service plans: what a vehicle is, what was recalled, what is due.

Pure code over files. Read recalls, ask whether one is about a vehicle, decode a VIN, ask what a plan says is due:

    python -m vehicles recalls FLAT_RCL_POST_2010.txt maker.csv --out recalls.jsonl
    python -m vehicles match recalls.jsonl --vin VIN --make MAKE --model MODEL --year YEAR
    python -m vehicles vin VIN
    python -m vehicles due vehicles/plan_demo.yaml --model Heron --km 41250 --first-registered 2023-05-31

"""
