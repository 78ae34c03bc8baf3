package dev.rapport.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A mail server that speaks just enough SMTP to go wrong where a test wants it to. */
public final class BadMailServer implements AutoCloseable {

    /** Says nothing and waits. */
    public static final UnaryOperator<String> HANGS = command -> null;

    private static final String DRIP = "2";

    /** Says one byte now and then, and never comes to an end. */
    public static final UnaryOperator<String> DRIPS = command -> DRIP;

    /** Hangs up once the whole mail is there, without a word. */
    public static final UnaryOperator<String> DIES_AFTER_DATA = command -> command.equals(".") ? "" : answer(command);

    private final ServerSocket socket;
    private volatile Supplier<UnaryOperator<String>> behaviours;
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<String> thanked = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Answers each command, {@code "."} for the end of a mail; null to hang, empty to hang up. */
    public BadMailServer(UnaryOperator<String> answers) {
        turns(() -> answers);
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Thread accepting = new Thread(this::accept, "bad mail server");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** From now on; asked once for each connection. */
    public void turns(Supplier<UnaryOperator<String>> next) {
        behaviours = next;
    }

    /** Answers one recipient so, and everything else properly. */
    public static UnaryOperator<String> refusing(String email, String answer) {
        return command -> command.startsWith("RCPT") && command.contains(email) ? answer : answer(command);
    }

    /** As a server does that is well. */
    public static String answer(String command) {
        return switch (command.substring(0, Math.min(4, command.length()))) {
            case "DATA" -> "354 go on";
            case "" -> "220 ready";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** The mails that arrived as a whole. */
    public List<String> mails() {
        return mails;
    }

    /** Those for which the server said so. */
    public List<String> thanked() {
        return thanked;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                open.add(client);
                Thread speaking = new Thread(() -> speak(client), "bad mail server's client");
                speaking.setDaemon(true);
                speaking.start();
            }
        } catch (IOException e) {
            // closed: the test has ended
            open.forEach(BadMailServer::hangUp);
        }
    }

    private void speak(Socket client) {
        try (client) {
            var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
            UnaryOperator<String> answers = behaviours.get();
            boolean goesOn = say(client, answers.apply(""));
            List<String> mail = null;
            for (String line = lines.readLine(); goesOn && line != null; line = lines.readLine()) {
                if (mail == null) {
                    String answer = answers.apply(line);
                    goesOn = say(client, answer);
                    mail = line.equals("DATA") && "354 go on".equals(answer) ? new ArrayList<>() : null;
                } else if (line.equals(".")) {
                    mails.add(String.join("\n", mail));
                    String answer = answers.apply(line);
                    goesOn = say(client, answer);
                    if (answer != null && answer.startsWith("250")) {
                        thanked.add(String.join("\n", mail));
                    }
                    mail = null;
                } else {
                    mail.add(line);
                }
            }
        } catch (IOException e) {
            // the other side has given up, as it should
            hangUp(client);
        }
    }

    private boolean say(Socket client, String answer) throws IOException {
        if (answer == null) {
            return true;
        }
        if (answer.isEmpty()) {
            return false;
        }
        OutputStream out = client.getOutputStream();
        while (answer.equals(DRIP)) {
            out.write('2');
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return true;
    }

    private static void hangUp(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
