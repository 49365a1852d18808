"""Puts the files of resources/, the manual and its pictures into the package; all else is in pyproject.toml.

The declarative file cannot both find packages and add some from other folders.
"""

from setuptools import find_namespace_packages, setup

# The manual's pages name their pictures by ../pictures, here as in the checkout.
FOLDERS = {
    "tpdesk.resources": "resources",
    "tpdesk.resources.manual": "docs/manual",
    "tpdesk.resources.pictures": "docs/pictures",
}

setup(
    packages=[*find_namespace_packages(include=["tpdesk*"], exclude=["*__pycache__*"]), *FOLDERS],
    package_dir=FOLDERS,
    package_data={"": ["*"], "tpdesk.resources": ["**/*"]},
)
