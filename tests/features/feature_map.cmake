# SPDX-License-Identifier: GPL-3.0-or-later
saferscope_test(feature_map SOURCES test_feature_map.cpp LINKS saferscope::features LABELS quick)
saferscope_test(feature_map_tsne SOURCES test_feature_map_tsne.cpp LINKS saferscope::feature_map_tsne LABELS quick)
saferscope_test(feature_map_builder TORCH SOURCES test_feature_map_builder.cpp LINKS saferscope::feature_map LABELS quick)
