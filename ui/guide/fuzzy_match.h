// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <optional>

namespace saferscope {

/// What somebody typed to find something by: words in any order, cut short or with letters left out ("exp tab" and
/// "extb" both find "Export table"). Case and accents do not matter. A plain value.
class FuzzyQuery {
public:
    explicit FuzzyQuery(const QString& typed);
    bool empty() const { return m_words.isEmpty(); }
    /// Nothing where a word fits nowhere; else the better, the higher. The whole text is above its beginning, that
    /// above the beginning of a word, that above a place inside one, and that above letters spread over it; a short
    /// text is above a long one. Only a text's first 300 characters count.
    std::optional<int> score(const QString& text) const;

private:
    QString m_whole;
    QStringList m_words;
};

/// Lower case without accents, as both sides are compared.
QString foldedForSearch(const QString& text);

}  // namespace saferscope
