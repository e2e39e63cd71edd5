package whybounce.testbed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;
import org.xbill.DNS.dnssec.ValidatingResolver;

/** The key of a signed zone (RFC 4034), made when the zone is, and what it signs. */
final class ZoneKey {

    /** RFC 4034 section 2.1.1: a key of a zone (256), and the one that its parent vouches for (1). */
    private static final int FLAGS = 257;

    private static final Duration AGE = Duration.ofDays(1);

    private final KeyPair pair;
    private final DNSKEYRecord record;
    private final Instant until;

    private ZoneKey(KeyPair pair, DNSKEYRecord record, Instant until) {
        this.pair = pair;
        this.record = record;
        this.until = until;
    }

    /**
     * A new one.
     *
     * @param holds whether its signatures do; those of a forged zone expired an hour ago
     */
    static ZoneKey of(Name apex, boolean holds) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var record = new DNSKEYRecord(
                    apex,
                    DClass.IN,
                    Zone.TTL_SECONDS,
                    FLAGS,
                    DNSKEYRecord.Protocol.DNSSEC,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    pair.getPublic());
            var now = Instant.now();
            return new ZoneKey(pair, record, holds ? now.plus(AGE) : now.minus(Duration.ofHours(1)));
        } catch (GeneralSecurityException | DNSSECException e) {
            throw new IllegalStateException(e);
        }
    }

    DNSKEYRecord record() {
        return record;
    }

    RRSIGRecord sign(List<Record> alike) {
        try {
            var set = new RRset();
            alike.forEach(set::addRR);
            return DNSSEC.sign(set, record, pair.getPrivate(), until.minus(AGE).minus(AGE), until);
        } catch (DNSSECException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Has a resolver believe this key, as if the parent zone vouched for it. */
    void entrust(ValidatingResolver resolver) throws IOException {
        var anchor = new DSRecord(record.getName(), DClass.IN, Zone.TTL_SECONDS, DNSSEC.Digest.SHA256, record);
        resolver.loadTrustAnchors(new ByteArrayInputStream((anchor + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
