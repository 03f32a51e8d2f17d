"""XML from strangers: no entities, no document type, no network, limits on size and depth."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from conference.core.errors import Invalid
from conference.core.words import _
from conference.formats.programmes.how_to_read import MOST_PIECES

Element = Any  # lxml tells mypy nothing


def xml_of(data: bytes) -> tuple[Element, str]:
    """The root of an XML document, and a sentence where its encoding is not what it says.

    Raises Invalid for what is not well-formed, and for every document type.
    """
    if data.count(b"<") > MOST_PIECES:
        raise Invalid(_("The XML file has more than 500,000 tags. Please split it."), "file")
    sentence = ""
    try:
        root = etree.fromstring(data, _parser())
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        root, sentence = _misread(data, fault), _("The file is not written in the encoding that it names; it is read "
                                                  "as Windows-1252.")  # fmt: skip
    if root.getroottree().docinfo.doctype or next(root.iter(etree.Entity), None) is not None:
        raise Invalid(_("The XML file declares a document type or entities of its own, which is not read. Please "
                        "remove its DOCTYPE line."), "file")  # fmt: skip
    return root, sentence


def _parser(encoding: str | None = None) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
                           huge_tree=False, remove_comments=True, encoding=encoding)  # fmt: skip


def _misread(data: bytes, fault: Exception) -> Element:
    """Another try with the encoding that wrong declarations mostly mean; raises Invalid when it fails too."""
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return etree.fromstring(data.decode("cp1252").encode(), _parser("utf-8"))
        except (etree.XMLSyntaxError, ValueError):
            pass
    line = getattr(fault, "lineno", None)
    where = _("it is broken in line %(line)s", line=line) if line else _("its encoding is not known")
    raise Invalid(_("The file begins as XML, but %(where)s. Please export it anew.", where=where), "file") from fault


def children_of(element: Element) -> Iterator[Element]:
    """The child elements, without processing instructions."""
    return (child for child in element if isinstance(child.tag, str))


def text_of(element: Element | None) -> str:
    """All text inside an element, as it stands."""
    return "" if element is None else "".join(element.itertext(etree.Element, with_tail=True))


def local_name(element: Element) -> str:
    """The name of an element without its name space."""
    return str(etree.QName(element).localname)


def new(name: str) -> Element:
    """A root element."""
    return etree.Element(name)


def add(parent: Element, tag: str, text: str, /, **attributes: str) -> Element:
    """A child element with a text, which must be fit for XML, and attributes in the order given."""
    child = etree.SubElement(parent, tag, attributes)
    child.text = text or None
    return child


def note(parent: Element, target: str, text: str) -> None:
    """A processing instruction at the end of an element."""
    parent.append(etree.ProcessingInstruction(target, text))


def bytes_of(root: Element) -> bytes:
    """The document in UTF-8, indented, with its declaration."""
    etree.indent(root, " ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8")) + b"\n"
