// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/filter_tokens.h"

#include <cmath>

namespace saferscope {

namespace {

bool isWordCharacter(QChar c) {
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'-' || c == u'+' || c == u'%' || c == u':' ||
           c == u'/' || c == u'#' || c == u'@' || c == u'\u2212';
}

}  // namespace

tl::expected<std::vector<FilterToken>, FilterError> splitFilter(const QString& text) {
    std::vector<FilterToken> tokens;
    const int size = static_cast<int>(text.size());
    for (int i = 0; i < size;) {
        const QChar c = text[i];
        const int start = i;
        if (c.isSpace()) {
            ++i;
        } else if (c == u'(' || c == u')' || c == u'|' || c == u',') {
            const FilterTokenKind kind = c == u'('   ? FilterTokenKind::Open
                                         : c == u')' ? FilterTokenKind::Close
                                         : c == u'|' ? FilterTokenKind::Bar
                                                     : FilterTokenKind::Comma;
            tokens.push_back({kind, QString(c), i++});
        } else if (c == u'"' || c == u'\'') {
            const auto end = text.indexOf(c, i + 1);
            if (end < 0) {
                return tl::unexpected(FilterError{start, FilterText::tr("This quotation mark is never closed.")});
            }
            tokens.push_back({FilterTokenKind::Quoted, text.mid(i + 1, end - i - 1), start});
            i = static_cast<int>(end) + 1;
        } else if (c == u'=' || c == u'<' || c == u'>' || c == u'!' || c == u'~' || c == u'\u2264' || c == u'\u2265' ||
                   c == u'\u2260') {
            QString sign(c);
            ++i;
            if (i < size && text[i] == u'=' && (c == u'=' || c == u'<' || c == u'>' || c == u'!')) {
                sign += text[i++];
            }
            if (sign == u"!") {
                return tl::unexpected(
                    FilterError{start, FilterText::tr("Write != for \"is not\", or not for \"without\".")});
            }
            tokens.push_back({FilterTokenKind::Operator, sign, start});
        } else if (isWordCharacter(c)) {
            while (i < size && isWordCharacter(text[i])) {
                ++i;
            }
            tokens.push_back({FilterTokenKind::Word, text.mid(start, i - start), start});
        } else {
            return tl::unexpected(FilterError{start, FilterText::tr("\"%1\" has no meaning in a filter.").arg(c)});
        }
    }
    tokens.push_back({FilterTokenKind::End, {}, size});
    return tokens;
}

std::optional<double> filterNumber(QString text) {
    text.replace(QChar(0x2212), QLatin1Char('-'));
    const bool percent = text.endsWith(QLatin1Char('%'));
    if (percent) {
        text.chop(1);
    }
    bool ok = false;
    const double value = QLocale::c().toDouble(text, &ok);
    return ok && std::isfinite(value) ? std::optional<double>(percent ? value / 100.0 : value) : std::nullopt;
}

}  // namespace saferscope
