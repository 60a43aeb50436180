// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_context_model.h"

#include "ui/heatmap/heat_values.h"
#include "ui/models/feature_table_model.h"
#include "ui/widgets/labels.h"

#include <algorithm>

namespace saferscope {

namespace {

/// A context begins with a word, not within one, and not within a header of the chat template.
int cleanStart(std::string_view text, const std::vector<TokenInfo>& tokens, int first, int hit) {
    constexpr int reach = 8;
    if (first == 0) {
        return 0;
    }
    const int limit = std::min(first + reach, hit);
    for (int i = first; i < limit; ++i) {
        if (isSpecialToken(tokenText(text, tokens[static_cast<std::size_t>(i)]))) {
            return i;
        }
    }
    for (int i = first; i < limit; ++i) {
        const std::string_view word = tokenText(text, tokens[static_cast<std::size_t>(i)]);
        if (!word.empty() && word.front() == ' ') {
            return i;
        }
    }
    return first;
}

/// What is shown around a hit, in bytes, however long the tokens are: a list row is laid out in one go.
constexpr std::size_t mostAround = 1500;

std::size_t characterStart(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
        --at;
    }
    return at;
}

}  // namespace

FeatureContextModel::FeatureContextModel(QObject* parent) : QAbstractListModel(parent) {}

void FeatureContextModel::setContexts(std::shared_ptr<const FeatureIndex> index, FeatureId feature, TokenScope scope,
                                      ContextKind kind) {
    beginResetModel();
    m_index = std::move(index);
    m_feature = feature;
    m_scope = scope;
    m_places.clear();
    m_cut.clear();
    m_decoded.clear();
    if (m_index != nullptr && feature.value() < m_index->featureCount()) {
        m_maximum = m_index->sums(feature, scope).maximum;
        for (const ContextRef& place : m_index->contexts(feature, scope)) {
            if (place.kind == kind && place.pair.value() < m_index->pairCount()) {
                m_places.push_back(place);
            }
        }
        m_cut.resize(m_places.size());
        std::vector<PairIndex> pairs;
        for (const ContextRef& place : m_places) {
            pairs.push_back(place.pair);
        }
        m_index->expectPairs(pairs);
    }
    endResetModel();
}

void FeatureContextModel::clear() { setContexts(nullptr, FeatureId(0), m_scope, ContextKind::Top); }

const FeatureContextModel::Decoded& FeatureContextModel::decoded(const ContextRef& place) const {
    constexpr std::size_t kept = 4;
    const auto found = std::find_if(m_decoded.begin(), m_decoded.end(), [&](const Decoded& one) {
        return one.pair == place.pair && one.segment == place.segment;
    });
    if (found != m_decoded.end()) {
        std::rotate(found, found + 1, m_decoded.end());
        return m_decoded.back();
    }
    if (m_decoded.size() == kept) {
        m_decoded.erase(m_decoded.begin());
    }
    m_decoded.push_back({place.pair, place.segment, m_index->tokens(place.pair, place.segment),
                         m_index->featureValues(place.pair, place.segment, m_feature)});
    return m_decoded.back();
}

FeatureContext FeatureContextModel::cut(const ContextRef& place) const {
    FeatureContext context;
    context.place = place;
    const PairRecord record = m_index->pair(place.pair);
    context.pairId = QString::fromStdString(record.id);
    context.subset = QString::fromStdString(record.subset);
    const Decoded& segment = decoded(place);
    const std::vector<TokenInfo>& tokens = segment.tokens;
    const std::vector<float>& values = segment.values;
    const std::string_view text = m_index->segmentText(place.pair, place.segment);
    if (place.token >= tokens.size()) {
        return context;
    }
    const auto hit = static_cast<int>(place.token);
    const int first = cleanStart(text, tokens, std::max(0, hit - tokensBefore), hit);
    const int last = std::min(static_cast<int>(tokens.size()) - 1, hit + tokensAfter);
    const std::size_t centre = std::min<std::size_t>(tokens[place.token].begin, text.size());
    const std::size_t low = characterStart(text, centre - std::min(centre, mostAround));
    const std::size_t high = characterStart(text, std::min(text.size(), centre + mostAround));
    const auto begin =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(tokens[static_cast<std::size_t>(first)].begin, low, centre));
    const auto end =
        static_cast<std::uint32_t>(std::clamp<std::size_t>(tokens[static_cast<std::size_t>(last)].end, centre, high));
    std::vector<TokenBytes> bytes;
    for (int i = first; i <= last; ++i) {
        const TokenInfo& token = tokens[static_cast<std::size_t>(i)];
        bytes.push_back({std::max(token.begin, begin) - begin, std::max(token.end, begin) - begin, token.sentenceEnd});
        TokenLook look;
        const float value = static_cast<std::size_t>(i) < values.size() ? values[static_cast<std::size_t>(i)] : 0.0f;
        look.sentenceEnd = token.sentenceEnd;
        look.alone = token.sentenceEnd && m_scope == TokenScope::SentenceEnds;
        look.fill = inScope(token, m_scope) ? heatFill(currentTheme(), HeatKind::Sequential, value, m_maximum)
                                            : QColor(0, 0, 0, 0);
        context.looks.push_back(look);
    }
    context.hit = hit - first;
    const std::string_view window = text.substr(begin, end - begin);
    context.text = makeDisplayText(window, bytes, {false, true});
    const DisplayToken& shown = context.text.tokens[static_cast<std::size_t>(context.hit)];
    if (shown.begin == shown.end) {  // the hit is a marker of the chat template
        context.text = makeDisplayText(window, bytes, {true, true});
    }
    context.plain = visibleToken(tokenText(text, tokens[place.token])) + QStringLiteral(" \u2014 ") + context.text.text;
    return context;
}

const FeatureContext* FeatureContextModel::contextAt(int row) const {
    if (row < 0 || row >= static_cast<int>(m_places.size())) {
        return nullptr;
    }
    auto& slot = m_cut[static_cast<std::size_t>(row)];
    if (slot == nullptr) {
        slot = std::make_unique<FeatureContext>(cut(m_places[static_cast<std::size_t>(row)]));
    }
    return slot.get();
}

const FeatureContext* FeatureContextModel::contextOf(const QModelIndex& index) {
    const auto* model = qobject_cast<const FeatureContextModel*>(index.model());
    return model == nullptr ? nullptr : model->contextAt(index.row());
}

int FeatureContextModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

QString FeatureContextModel::segmentName(Segment segment) {
    return segment == Segment::Chosen ? tr("chosen") : segment == Segment::Rejected ? tr("rejected") : tr("prompt");
}

QString FeatureContextModel::caption(const FeatureContext& context) {
    QStringList parts = {cellText(context.pairId)};
    if (!context.subset.isEmpty()) {
        parts.append(cellText(context.subset));
    }
    if (context.place.kind == ContextKind::Quantile) {
        parts.append(
            tr("%1\u2013%2\u202F% of activations").arg(context.place.band * 10).arg(context.place.band * 10 + 10));
    }
    return parts.join(QStringLiteral("  \u00B7  "));
}

QVariant FeatureContextModel::data(const QModelIndex& index, int role) const {
    const FeatureContext* context = index.isValid() ? contextAt(index.row()) : nullptr;
    if (context == nullptr) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return context->plain;
    }
    if (role == Qt::AccessibleTextRole) {
        return tr("%1, activation %2, %3. %4")
            .arg(segmentName(context->place.segment), formatNumber(static_cast<double>(context->place.value)),
                 caption(*context), context->plain);
    }
    return {};
}

}  // namespace saferscope
