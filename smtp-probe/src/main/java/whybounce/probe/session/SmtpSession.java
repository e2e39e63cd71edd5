package whybounce.probe.session;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import whybounce.failure.DeliveryFailure;
import whybounce.failure.DeliveryFailure.LocalRefusal;
import whybounce.failure.DeliveryFailure.LocalRefusal.What;
import whybounce.failure.DeliveryFailure.TlsFailed;
import whybounce.failure.DeliveryFailure.Unreachable;
import whybounce.failure.Stage;
import whybounce.probe.session.SessionOptions.Protocol;
import whybounce.reply.SmtpReply;

/**
 * One conversation with one SMTP or LMTP server, one method a command, in the order in which the caller likes to say
 * them.
 *
 * <p>A method returns the server's answer, a refusal included. It throws {@link ConversationEnded} when there is none,
 * when it breaks off, or when what came is no answer to the command; then the connection is closed, and each further
 * command throws the same. An argument that would be more than the argument of one command is an
 * {@link IllegalArgumentException}, and nothing is sent.
 *
 * <p>Not thread-safe. It blocks, never longer than its {@link Patience} in all.
 */
public final class SmtpSession implements AutoCloseable {

    private static final int DONE = 2;

    /** RFC 3030 names no limit; as large as a server's usual buffer for a whole chunk. */
    private static final int CHUNK = 1 << 20;

    private final Endpoint endpoint;
    private final SessionOptions options;
    private final Clock clock;
    private final Conversation conversation;
    private Capabilities capabilities = Capabilities.NONE;
    private Optional<TlsReport> tls = Optional.empty();
    private int recipients;

    public SmtpSession(Endpoint endpoint, SessionOptions options) {
        this(endpoint, options, Clock.systemUTC());
    }

    /**
     * A conversation on a given clock.
     *
     * @param clock tells when it was held, and whether a certificate has expired
     */
    public SmtpSession(Endpoint endpoint, SessionOptions options, Clock clock) {
        this.endpoint = endpoint;
        this.options = options;
        this.clock = clock;
        long origin = System.nanoTime();
        this.conversation = new Conversation(
                new Wire(options.patience(), System::nanoTime, origin),
                new Recorder(options.transcript(), System::nanoTime, origin));
    }

    /** Connects and waits for the greeting (RFC 5321 section 3.1). */
    public SmtpReply connect() throws ConversationEnded {
        var recorder = conversation.recorder();
        recorder.add(new Entry.Begun(recorder.now(), clock.instant(), endpoint.peer()));
        bind();
        try {
            conversation.wire().connect(endpoint);
        } catch (IOException e) {
            var why = NetworkFault.why(e);
            throw conversation.ended(Verdict.UNREACHABLE, new Unreachable(why), NetworkFault.words(why, endpoint));
        }
        recorder.add(new Entry.Connected(recorder.now(), conversation.wire().localAddress()));
        options.proxy().ifPresent(this::introduce);
        if (options.implicitTls().isPresent()) {
            encrypt(options.implicitTls().get());
        }
        return conversation.answer(Stage.GREETING, DONE);
    }

    private void bind() throws ConversationEnded {
        if (options.source().isEmpty()) {
            return;
        }
        try {
            conversation.wire().bind(options.source().get());
        } catch (IOException none) {
            var words = "this machine cannot connect from "
                    + options.source().get().getAddress().getHostAddress();
            throw conversation.ended(Verdict.OURS, new LocalRefusal(What.FAULT, words), words);
        }
    }

    private void introduce(ProxyHeader header) {
        var bytes = header.bytes().toByteArray();
        conversation.recorder().sent(Stage.CONNECT, bytes, bytes.length);
        conversation.wire().write(bytes, bytes.length);
    }

    /**
     * Says EHLO, and HELO to a server that does not know EHLO (RFC 5321 section 3.2); LHLO in LMTP.
     *
     * @param name our own
     */
    public SmtpReply hello(String name) throws ConversationEnded {
        if (options.protocol() == Protocol.LMTP) {
            return hello(SmtpCommand.lhlo(name));
        }
        var reply = hello(SmtpCommand.ehlo(name));
        return reply.isPermanent() && conversation.isOpen() ? helo(name) : reply;
    }

    /** Says HELO, without trying EHLO. */
    public SmtpReply helo(String name) throws ConversationEnded {
        capabilities = Capabilities.NONE;
        recipients = 0;
        return conversation.ask(SmtpCommand.helo(name));
    }

    private SmtpReply hello(SmtpCommand command) throws ConversationEnded {
        capabilities = Capabilities.NONE;
        recipients = 0;
        var reply = conversation.ask(command);
        if (reply.isPositive()) {
            capabilities = Capabilities.of(reply);
        }
        return reply;
    }

    /** What the server last offered; nothing after STARTTLS, until it is asked anew (RFC 3207 section 4.2). */
    public Capabilities capabilities() {
        return capabilities;
    }

    /**
     * Says STARTTLS and does the handshake. {@link #failure} of a refusal is a {@link TlsFailed}, and {@link #tls} tells
     * what the handshake showed, however it ended.
     */
    public SmtpReply startTls(Tls wanted) throws ConversationEnded {
        var reply = conversation.ask(SmtpCommand.startTls());
        if (!reply.isPositive()) {
            conversation.explain(new TlsFailed("the server refused STARTTLS", Optional.of(reply)));
            return reply;
        }
        if (conversation.wire().hasUnsolicited()) {
            // RFC 3207 section 6; CVE-2011-0411 and its kin: whoever said this is not behind the encryption.
            var injected = conversation.hear(Stage.STARTTLS);
            var words = "something was said in the clear behind the answer to STARTTLS";
            throw conversation.ended(Verdict.PROTOCOL_VIOLATION, new TlsFailed(words, Optional.of(injected)), words);
        }
        encrypt(wanted);
        capabilities = Capabilities.NONE;
        return reply;
    }

    private void encrypt(Tls wanted) throws ConversationEnded {
        var handshake = new Handshake(wanted, clock);
        try {
            conversation.wire().encrypt(handshake);
        } catch (IOException e) {
            shown(handshake.report());
            boolean late = conversation.wire().isOverdue();
            var words = late ? "the time for the conversation was over in the handshake" : Handshake.words(e);
            throw tlsFailed(late ? Verdict.TARPIT : Verdict.TLS_FAILED, words);
        }
        var report = handshake.report();
        shown(report);
        if (wanted.strict() && !report.isVerified()) {
            throw tlsFailed(Verdict.TLS_FAILED, report.faultsInWords());
        }
    }

    private ConversationEnded tlsFailed(Verdict verdict, String words) {
        return conversation.ended(verdict, new TlsFailed(words, Optional.empty()), words);
    }

    private void shown(TlsReport report) {
        tls = Optional.of(report);
        conversation.recorder().encrypted(report);
    }

    /** What the handshake showed; empty where there was none. */
    public Optional<TlsReport> tls() {
        return tls;
    }

    public boolean isEncrypted() {
        return tls.flatMap(TlsReport::agreed).isPresent();
    }

    /**
     * Says who we are (RFC 4954).
     *
     * @throws IllegalStateException when the connection is not encrypted and the options do not allow that
     */
    public SmtpReply auth(Credentials credentials) throws ConversationEnded {
        if (!isEncrypted() && !options.authInClear()) {
            throw new IllegalStateException("credentials are not sent without encryption, unless that is asked for");
        }
        return new Authentication(conversation, credentials, new SecureRandom()).run();
    }

    /** Names the sender; an empty one is the null sender of reports. */
    public SmtpReply mail(String sender, MailParameters parameters) throws ConversationEnded {
        return tell(SmtpCommand.mail(sender, parameters));
    }

    public SmtpReply rcpt(String recipient, RcptParameters parameters) throws ConversationEnded {
        return tell(SmtpCommand.rcpt(recipient, parameters));
    }

    /**
     * Sends the message and returns the last word about it: of DATA if that is refused, else of the message.
     *
     * @param message its line ends may be of any kind
     */
    public SmtpReply data(InputStream message) throws ConversationEnded {
        return last(dataForEach(message));
    }

    /** As {@link #data}, with one answer for each accepted recipient in LMTP (RFC 2033 section 4.2). */
    public List<SmtpReply> dataForEach(InputStream message) throws ConversationEnded {
        var reply = conversation.ask(SmtpCommand.data());
        return reply.isPositive() ? message(message) : List.of(reply);
    }

    /** What follows a 354 to DATA, as after {@link #pipeline}. */
    public List<SmtpReply> message(InputStream message) throws ConversationEnded {
        return message(message, false);
    }

    /** As {@link #message}, with QUIT right behind it (RFC 2920 section 3.1); {@link #quit} then hears the answer to that. */
    public List<SmtpReply> lastMessage(InputStream message) throws ConversationEnded {
        return message(message, true);
    }

    private List<SmtpReply> message(InputStream message, boolean goodbye) throws ConversationEnded {
        int answers = answers();
        recipients = 0;
        return new MessageSender(conversation, message).data(answers, goodbye);
    }

    /** Sends the message in chunks and as it is (RFC 3030); returns the last word about it. */
    public SmtpReply bdat(InputStream message) throws ConversationEnded {
        return last(bdat(message, CHUNK));
    }

    /** As {@link #bdat(InputStream)}, in chunks of so many octets, with each answer to the last one. */
    public List<SmtpReply> bdat(InputStream message, int chunk) throws ConversationEnded {
        int answers = answers();
        recipients = 0;
        return new MessageSender(conversation, message).bdat(chunk, answers);
    }

    private int answers() {
        return options.protocol() == Protocol.LMTP ? Math.max(1, recipients) : 1;
    }

    private static SmtpReply last(List<SmtpReply> replies) {
        return replies.getLast();
    }

    /**
     * Says several commands at once (RFC 2920) and returns their answers; DATA may be the last of them. {@link #failure}
     * is the first refusal: those behind it follow from it. Where the server then wants the message although it took no
     * recipient, it is told that there is none (section 3.1).
     */
    public List<SmtpReply> pipeline(List<SmtpCommand> commands) throws ConversationEnded {
        conversation.say(commands);
        conversation.beginGroup();
        var replies = new ArrayList<SmtpReply>();
        for (var command : commands) {
            replies.add(count(command, conversation.answer(command.stage(), command.wanted())));
        }
        if (commands.getLast().stage() == Stage.DATA && replies.getLast().isPositive() && recipients == 0) {
            message(InputStream.nullInputStream());
        }
        conversation.endGroup();
        return replies;
    }

    public SmtpReply vrfy(String name) throws ConversationEnded {
        return tell(SmtpCommand.vrfy(name));
    }

    public SmtpReply noop() throws ConversationEnded {
        return tell(SmtpCommand.noop());
    }

    public SmtpReply rset() throws ConversationEnded {
        return tell(SmtpCommand.rset());
    }

    /** Tells a server that trusts us who its client is, as Postfix has it; after a yes all begins anew with EHLO. */
    public SmtpReply xclient(Map<String, String> attributes) throws ConversationEnded {
        var reply = tell(SmtpCommand.xclient(attributes));
        capabilities = reply.isPositive() ? Capabilities.NONE : capabilities;
        return reply;
    }

    private SmtpReply tell(SmtpCommand command) throws ConversationEnded {
        return count(command, conversation.ask(command));
    }

    private SmtpReply count(SmtpCommand command, SmtpReply reply) {
        if (command.stage() == Stage.MAIL || command.stage() == Stage.RSET) {
            recipients = 0;
        } else if (command.stage() == Stage.RCPT && reply.isPositive()) {
            recipients++;
        }
        return reply;
    }

    /** Says goodbye. What comes of it is not what the conversation was about: {@link #verdict} and {@link #failure} stay. */
    public Optional<SmtpReply> quit() {
        return conversation.quit();
    }

    /** What came of the latest command. */
    public Verdict verdict() {
        return conversation.verdict();
    }

    /** The same as the classifier takes it; empty when it went well. */
    public Optional<DeliveryFailure> failure() {
        return conversation.failure();
    }

    /** Whether more can be said. */
    public boolean isOpen() {
        return conversation.isOpen();
    }

    /** Closes the connection without a word. */
    public void drop() {
        conversation.close();
    }

    /** As {@link #drop}, where {@link #quit} was not said. */
    @Override
    public void close() {
        drop();
    }
}
