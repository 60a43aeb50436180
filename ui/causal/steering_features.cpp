// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_features.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <algorithm>
#include <array>
#include <utility>

namespace saferscope {
namespace {

std::array<std::pair<const char*, QString>, 4> namedPositions() {
    return {std::pair("all", SteeringFeatureFields::tr("all tokens")),
            std::pair("response", SteeringFeatureFields::tr("tokens of the answers")),
            std::pair("sentence-ends", SteeringFeatureFields::tr("sentence ends")),
            std::pair("response,sentence-ends", SteeringFeatureFields::tr("sentence ends of the answers"))};
}

}  // namespace

QString positionTitle(const PositionChoice& positions) {
    for (const auto& [words, title] : namedPositions()) {
        if (*positionsFromText(words) == positions) {
            return title;
        }
    }
    return QString::fromStdString(positionText(positions));
}

QComboBox* makePositionBox(QWidget* parent) {
    auto* box = new QComboBox(parent);
    for (const auto& [words, title] : namedPositions()) {
        box->addItem(title.left(1).toUpper() + title.mid(1), QString::fromLatin1(words));
    }
    return box;
}

SteeringFeatureFields::SteeringFeatureFields(const WorkspaceSession& session, bool withAll, QWidget* dialog)
    : QObject(dialog), m_session(session), m_kept(session.keptFeatures(session.scope())) {
    m_box = new QComboBox(dialog);
    m_numbers = new QLineEdit(dialog);
    m_numbers->setPlaceholderText(tr("17, 42, 108"));
    if (withAll) {
        m_box->addItem(tr("All %Ln features of the SAE", nullptr, pluralOf(session.index()->manifest().features)), All);
    }
    if (!m_kept.empty()) {
        m_box->addItem(tr("Kept features (%Ln strongest at %1)", nullptr, pluralOf(m_kept.size()))
                           .arg(session.scope() == TokenScope::SentenceEnds ? tr("sentence ends") : tr("all tokens")),
                       Kept);
    }
    if (session.workspace() != nullptr) {
        m_sets = session.workspace()->featureSets();
    }
    // Those of another SAE name other features.
    std::erase_if(m_sets, [&](const FeatureSet& set) { return set.saeHash != session.index()->manifest().saeHash; });
    for (const FeatureSet& set : m_sets) {
        m_box->addItem(
            tr("Set %1 (%2)").arg(cellText(QString::fromStdString(set.name)), QString::number(set.members.size())),
            Set);
    }
    m_box->addItem(tr("Typed numbers"), Numbers);
    const auto show = [this] {
        m_numbers->setEnabled(m_box->currentData().toInt() == Numbers);
        Q_EMIT changed();
    };
    connect(m_box, &QComboBox::currentIndexChanged, this, show);
    connect(m_numbers, &QLineEdit::textChanged, this, &SteeringFeatureFields::changed);
    show();
}

Result<SteeringFeatures> SteeringFeatureFields::typed() const {
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    SteeringFeatures features;
    for (const QString& word : m_numbers->text().split(separators, Qt::SkipEmptyParts)) {
        bool good = false;
        const uint number = word.toUInt(&good);
        if (!good || number >= m_session.index()->manifest().features) {
            return fail(ErrorCode::Usage, "The SAE has no feature \"" + word.toStdString() + "\".",
                        "Type numbers from 0 to " + std::to_string(m_session.index()->manifest().features - 1) +
                            ", separated by commas.");
        }
        if (const FeatureId id(number); std::find(features.ids.begin(), features.ids.end(), id) == features.ids.end()) {
            features.ids.push_back(id);
        }
    }
    if (features.ids.empty()) {
        return fail(ErrorCode::Usage, "No feature is named.", "Type the numbers of features, separated by commas.");
    }
    features.source = features.ids.size() == 1 ? "feature " + std::to_string(features.ids.front().value())
                                               : std::to_string(features.ids.size()) + " typed features";
    return features;
}

Result<SteeringFeatures> SteeringFeatureFields::chosen() const {
    SteeringFeatures features;
    switch (m_box->currentData().toInt()) {
        case Numbers:
            return typed();
        case All:
            features.all = true;
            features.source = "all features";
            return features;
        case Kept:
            features.ids = m_kept;
            features.source = std::string("the kept features at ") +
                              (m_session.scope() == TokenScope::SentenceEnds ? "sentence ends" : "all tokens");
            return features;
        default:
            break;
    }
    int before = 0;  // the sets stand one after another in the box
    while (m_box->itemData(before).toInt() != Set) {
        ++before;
    }
    const FeatureSet& set = m_sets[static_cast<std::size_t>(m_box->currentIndex() - before)];
    for (const auto& member : set.members) {
        features.ids.push_back(member.feature);
    }
    features.set = set.name;
    features.source = "the set " + set.name;
    if (features.ids.empty()) {
        return fail(ErrorCode::InvalidInput, "The set has no features.", "Choose another one.");
    }
    return features;
}

QString SteeringFeatureFields::shortName() const {
    const auto features = chosen();
    if (!features) {
        return tr("features");
    }
    if (!features->set.empty()) {
        return QString::fromStdString(features->set);
    }
    return features->all                          ? tr("all features")
           : m_box->currentData().toInt() == Kept ? tr("kept features")
                                                  : QString::fromStdString(features->source);
}

}  // namespace saferscope
