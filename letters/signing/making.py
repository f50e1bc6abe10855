"""The signature itself: ETSI EN 319 142-1 (PAdES, baseline B), one field without a picture. The only importer of pyhanko."""

import io
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner

FIELD = "Signature"


def signed(pdf: bytes, keyfile: bytes, passphrase: bytes | None, at: datetime) -> tuple[bytes, str]:
    """The signed file and the certificate as PEM. ValueError where the key can't be opened."""
    signer = SimpleSigner.load_pkcs12_data(keyfile, other_certs=[], passphrase=passphrase)
    if signer is None:
        raise ValueError("the key can't be opened")
    how = PdfSignatureMetadata(
        field_name=FIELD, subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"
    )
    out = _timed(PdfSigner(how, signer), at).sign_pdf(_kept(pdf))
    return out.getvalue(), _pem(signer.signing_cert.dump())


def _timed(maker: Any, at: datetime) -> Any:
    """Sign at the time that the city's clock says, not a library's."""
    begin = maker.init_signing_session

    def session(*given: Any, **more: Any) -> Any:
        begun = begin(*given, **more)
        begun.system_time = at
        return begun

    maker.init_signing_session = session
    return maker


def _kept(pdf: bytes) -> Any:
    """What the press wrote of the letter (title, day) stays as it is: the library would put its name and time there."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer._update_meta = lambda: None  # noqa: SLF001 - there is no public way
    return writer


def _pem(der: bytes) -> str:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM).decode("ascii")
