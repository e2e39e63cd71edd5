package whybounce.probe.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves {@code /metrics} for Prometheus and {@code /health}, on loopback. Health is that of the watch itself: a check that
 * fails does not change it.
 */
final class WatchServer implements AutoCloseable {

    /** One for Prometheus, one for somebody who looks. */
    private static final int THREADS = 2;

    /** Seconds for a request to come whole: the server of the JDK waits for ever else. */
    private static final String LONGEST_REQUEST = "sun.net.httpserver.maxReqTime";

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Watch watch;
    private final WatchMetrics metrics;

    WatchServer(InetSocketAddress address, Watch watch, WatchMetrics metrics) throws IOException {
        this.watch = watch;
        this.metrics = metrics;
        System.setProperty(LONGEST_REQUEST, "10");
        this.server = HttpServer.create(address, THREADS);
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            var thread = new Thread(task, "watch-http");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                say(exchange, 405, TEXT, "only GET\n");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/metrics" -> say(exchange, 200, TEXT, metrics.write());
                case "/health" -> health(exchange);
                default -> say(exchange, 404, TEXT, "/metrics and /health\n");
            }
        }
    }

    private void health(HttpExchange exchange) throws IOException {
        var overdue = watch.overdue();
        long failing = watch.standings().stream().filter(each -> !each.isGood()).count();
        var status = overdue.isEmpty() ? "ok" : "overdue: " + String.join(", ", overdue);
        var body = "{\"status\": \"" + status + "\", \"checks\": "
                + watch.standings().size() + ", \"failing\": " + failing + "}\n";
        say(exchange, overdue.isEmpty() ? 200 : 503, JSON, body);
    }

    private static void say(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
