package dev.rapport.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A way to a server that goes wrong when a test says so. */
public final class BadNetwork implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BadNetwork.class);

    /** What happens from now on. */
    public enum State {
        /** Everything goes through. */
        WELL,
        /** Nothing goes through, in neither direction; new connections are taken and hear nothing. */
        HANGS,
        /** What is open is cut, and whatever comes is cut. */
        CUTS,
        /** What is open is cut, and nobody listens. */
        REFUSES,
        /** What is open is cut; new connections are taken and hear nothing. */
        SAYS_NOTHING
    }

    private static final int NEVER = Integer.MAX_VALUE;

    private final InetSocketAddress server;
    private final int port;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Object changed = new Object();
    private final AtomicInteger left = new AtomicInteger(NEVER);
    private volatile State then = State.WELL;
    private volatile State state = State.WELL;
    private volatile ServerSocket door;

    public BadNetwork(int serverPort) throws IOException {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
        door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        port = door.getLocalPort();
        listen(door);
    }

    public int port() {
        return port;
    }

    /** What happens when so many messages have been sent to the server; the last of them does not arrive. */
    public void turnsAfter(int messages, State next) {
        then = next;
        left.set(messages);
    }

    /** Whether what {@link #turnsAfter} spoke of has come to pass. */
    public boolean hasTurned() {
        return left.get() <= 0;
    }

    public void turns(State next) throws IOException {
        left.set(NEVER);
        turn(next);
    }

    private void turn(State next) throws IOException {
        State before = state;
        state = next;
        if (next != State.WELL && next != State.HANGS) {
            cut();
        }
        if (next == State.REFUSES) {
            door.close();
        } else if (before == State.REFUSES) {
            door = new ServerSocket(port, 200, InetAddress.getLoopbackAddress());
            listen(door);
        }
        if (next == State.WELL && before == State.SAYS_NOTHING) {
            // nobody is behind those
            cut();
        }
        synchronized (changed) {
            changed.notifyAll();
        }
    }

    private void cut() throws IOException {
        // what comes meanwhile is not among them, and stays to be cut
        List<Socket> cut = List.copyOf(open);
        for (Socket socket : cut) {
            socket.close();
        }
        open.removeAll(cut);
    }

    private void listen(ServerSocket here) {
        daemon("accepts", () -> {
            while (!here.isClosed()) {
                connect(here.accept());
            }
        });
    }

    private void connect(Socket client) throws IOException {
        open.add(client);
        if (state == State.CUTS) {
            client.close();
        } else if (state != State.SAYS_NOTHING) {
            Socket behind = new Socket();
            behind.connect(server);
            open.add(behind);
            if (state == State.CUTS || state == State.REFUSES) {
                // it has turned meanwhile: whoever cut did not see this connection
                cut();
                return;
            }
            daemon("there", () -> carry(client, behind, this::counted));
            daemon("back", () -> carry(behind, client, () -> {}));
        }
    }

    private void counted() throws IOException {
        if (left.decrementAndGet() == 0) {
            turn(then);
        }
    }

    private void carry(Socket from, Socket to, Work counted) throws IOException {
        byte[] piece = new byte[8192];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                counted.run();
                synchronized (changed) {
                    while (state == State.HANGS) {
                        changed.wait();
                    }
                }
                out.write(piece, 0, length);
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private void daemon(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        log.debug("A connection ended", e);
                    }
                },
                "bad network " + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        state = State.CUTS;
        door.close();
        cut();
        synchronized (changed) {
            changed.notifyAll();
        }
    }
}
