package whybounce.dns;

import java.util.concurrent.CompletableFuture;

/** One DNS server that answers for us. */
interface Upstream {

    /** As {@code address:port}. */
    String name();

    /** Asks. It never fails: what goes wrong is an answer of its own. */
    <R> CompletableFuture<Response<R>> ask(Question<R> question);
}
