// Locks a massage that waits so that only the server can open it (massage_site/sealing.py). What stays readable: when it
// was written, where it goes, and the key by which its receipt is known.
const ABOUT = new TextEncoder().encode("handhug.sealed.1");
const CURVE = { name: "ECDH", namedCurve: "P-256" };

export async function seal(row, serversKey) {
  const { subtle } = crypto;
  const server = bytes(serversKey);
  const ours = await subtle.generateKey(CURVE, true, ["deriveBits"]);
  const point = new Uint8Array(await subtle.exportKey("raw", ours.publicKey));
  const theirs = await subtle.importKey("raw", server, CURVE, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, ours.privateKey, 256);
  const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: joined(point, server), info: ABOUT };
  const lock = await subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const locked = await subtle.encrypt({ name: "AES-GCM", iv }, lock, new TextEncoder().encode(`${bodyOf(row)}`));
  return { key: row.key, url: row.url, at: row.at, sealed: text(joined(point, iv, new Uint8Array(locked))) };
}

const bodyOf = ({ fields, ticket, kind }) => new URLSearchParams([...fields, ["ticket", ticket], ["kind", kind]]);
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (bytes) => btoa([...bytes].map((byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_");

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
}
