package whybounce.probe.session;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How a conversation is held.
 *
 * @param source the address to connect from; its port may be 0
 * @param proxy what is said to a proxy in front of the server before anything else
 * @param implicitTls encryption from the first byte (RFC 8314 section 3.3)
 * @param authInClear whether credentials may be sent without encryption
 * @param transcript is told all that is said
 */
public record SessionOptions(
        Protocol protocol,
        Patience patience,
        Optional<InetSocketAddress> source,
        Optional<ProxyHeader> proxy,
        Optional<Tls> implicitTls,
        boolean authInClear,
        Transcript transcript) {

    /** What is spoken. */
    public enum Protocol {
        SMTP,
        /** RFC 2033: the end of the data is answered once for each recipient. */
        LMTP
    }

    public static final SessionOptions USUAL = new SessionOptions(
            Protocol.SMTP,
            Patience.USUAL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Transcript.NONE);

    public SessionOptions with(Protocol spoken) {
        return new SessionOptions(spoken, patience, source, proxy, implicitTls, authInClear, transcript);
    }

    public SessionOptions with(Patience patience) {
        return new SessionOptions(protocol, patience, source, proxy, implicitTls, authInClear, transcript);
    }

    public SessionOptions from(InetSocketAddress address) {
        return new SessionOptions(
                protocol, patience, Optional.of(address), proxy, implicitTls, authInClear, transcript);
    }

    public SessionOptions with(ProxyHeader header) {
        return new SessionOptions(
                protocol, patience, source, Optional.of(header), implicitTls, authInClear, transcript);
    }

    public SessionOptions with(Tls fromTheFirstByte) {
        return new SessionOptions(
                protocol, patience, source, proxy, Optional.of(fromTheFirstByte), authInClear, transcript);
    }

    public SessionOptions withAuthInClear() {
        return new SessionOptions(protocol, patience, source, proxy, implicitTls, true, transcript);
    }

    public SessionOptions with(Transcript listener) {
        return new SessionOptions(protocol, patience, source, proxy, implicitTls, authInClear, listener);
    }
}
