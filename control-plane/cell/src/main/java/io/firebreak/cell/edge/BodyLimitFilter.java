package io.firebreak.cell.edge;

import io.firebreak.cell.settings.CellSettings;
import io.firebreak.cell.settings.EdgeSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses a body over the bound: at once by its declared length, else as soon as it has been read too far. */
@Component
@Order(30)
class BodyLimitFilter extends OncePerRequestFilter {
    private final EdgeSettings settings;
    private final ProblemWriter problems;

    BodyLimitFilter(CellSettings settings, ProblemWriter problems) {
        this.settings = settings.edge();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        DataSize largest = request.getRequestURI().startsWith("/internal/")
                ? settings.largestInternalBody()
                : settings.largestBody();
        if (request.getContentLengthLong() > largest.toBytes()) {
            problems.write(BodyTooLargeException.tooLarge(largest), response);
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new BoundedRequest(request, largest), response);
        }
    }

    private static final class BoundedRequest extends HttpServletRequestWrapper {
        private final DataSize largest;

        BoundedRequest(HttpServletRequest request, DataSize largest) {
            super(request);
            this.largest = largest;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new BoundedStream(super.getInputStream(), largest);
        }
    }

    private static final class BoundedStream extends ServletInputStream {
        private final ServletInputStream body;
        private final DataSize largest;
        private long read;

        BoundedStream(ServletInputStream body, DataSize largest) {
            this.body = body;
            this.largest = largest;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int more = body.read(buffer, offset, length);
            count(Math.max(more, 0));
            return more;
        }

        private void count(int more) throws BodyTooLargeException {
            read += more;
            if (read > largest.toBytes()) {
                throw new BodyTooLargeException(largest);
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
