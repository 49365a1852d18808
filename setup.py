"""Puts the files of resources/ into the package; everything else is in pyproject.toml.

The declarative file cannot both find packages and add one from another folder.
"""

from setuptools import find_namespace_packages, setup

setup(
    packages=[*find_namespace_packages(include=["tpdesk*"], exclude=["*__pycache__*"]), "tpdesk.resources"],
    package_dir={"tpdesk.resources": "resources"},
    package_data={"": ["*"], "tpdesk.resources": ["**/*"]},
)
