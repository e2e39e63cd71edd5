package whybounce.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.Pattern;

/** A James of its own process. */
final class ChildRelay implements JamesRelay {

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    private final JamesProcess james;
    private final int port;
    private final URI admin;
    private final HttpClient http = HttpClient.newHttpClient();

    private ChildRelay(JamesProcess james, int port, URI admin) {
        this.james = james;
        this.port = port;
        this.admin = admin;
    }

    /** Takes the ports that {@code folder} is to use; they must be free. */
    static ChildRelay start(RelayFolder folder, InstalledJames james, int port, int adminPort) throws IOException {
        folder.set("smtpserver.xml", "//smtpserver/bind", "127.0.0.1:" + port);
        folder.write("webadmin.properties", "enabled=true\nhost=127.0.0.1\nport=" + adminPort + "\n");
        return new ChildRelay(
                JamesProcess.start(folder.path(), james), port, URI.create("http://127.0.0.1:" + adminPort + "/"));
    }

    @Override
    public InetSocketAddress smtp() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** WebAdmin's sizes count what is being worked on, too. */
    @Override
    public boolean isIdle() {
        return QUOTED.matcher(get("mailQueues"))
                .results()
                .map(name -> get("mailQueues/" + name.group(1)))
                .allMatch(queue -> queue.contains("\"size\":0"));
    }

    private String get(String path) {
        try {
            var request = HttpRequest.newBuilder(admin.resolve(path)).build();
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(request + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<String> log() {
        try {
            return james.log();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        james.close();
    }
}
