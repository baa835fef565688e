"""A wire between a device and the site: cut, joined again, counted. What the worker asks goes over it too."""

import socket
import threading
from contextlib import contextmanager, suppress

# Today itself says which copies it wants: true when the device has them all.
ALL_HERE = """() => caches.open("handhug-pages").then((cache) => cache.keys()).then((keys) =>
  keys.length === document.querySelector("[data-on-device]").dataset.pages.split(" ").length)"""


class Line:
    def __init__(self, port):
        self.port, self.bytes, self.ends = port, 0, set()
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = self.door.getsockname()
        self.url = f"http://localhost:{self.address[1]}"
        self.join()

    def join(self):
        if self.door is None:
            self.door = socket.create_server(self.address)
        threading.Thread(target=self._serve, args=[self.door], daemon=True).start()

    def cut(self):
        """Whoever asks now is refused, and whoever waits for an answer gets none."""
        door, self.door = self.door, None
        door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits at it
        door.close()
        for end in list(self.ends):
            _close(end)

    def _serve(self, door):
        while True:
            try:
                near, _ = door.accept()
                far = socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                return  # cut
            self.ends |= {near, far}
            for one, other, is_down in ((near, far, False), (far, near, True)):
                threading.Thread(target=self._carry, args=(one, other, is_down), daemon=True).start()

    def _carry(self, one, other, is_down):
        try:
            while data := one.recv(65536):
                self.bytes += len(data) * is_down
                other.sendall(data)
        except OSError:
            pass  # cut, or the other side has left
        finally:
            for end in (one, other):
                _close(end)
                self.ends.discard(end)


def _close(end):
    with suppress(OSError):  # it was closed before
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@contextmanager
def line_to(url):
    line = Line(int(url.rsplit(":", 1)[1]))
    try:
        yield line
    finally:
        if line.door:
            line.cut()
